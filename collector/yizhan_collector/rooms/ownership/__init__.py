"""Who owns each column, queue, account, sign and post, and what has been neglected."""
