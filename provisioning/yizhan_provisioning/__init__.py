"""The technician's tool: what makes a bare box and a blank board into a post, and keeps it one."""
