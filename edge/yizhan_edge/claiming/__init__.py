"""What a box does before it has a name: it shows a code and asks to be claimed."""
