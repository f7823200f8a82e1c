"""Commands to a box: few, typed, for a reason, answered; no shell and nothing free-form."""
