"""Where somebody was, only while a live order of CCL 29 says it may be known."""
