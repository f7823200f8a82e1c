"""WeChat's door: what followers of the official account send, kept before it is answered."""
