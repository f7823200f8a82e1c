"""How a box comes to run something newer, and back when that does not prove itself."""
