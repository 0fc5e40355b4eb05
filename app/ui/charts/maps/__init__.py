"""Maps of the world."""
