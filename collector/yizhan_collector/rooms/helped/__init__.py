"""Released people: help when they want it, in a service of its own. Nobody here is watched."""
