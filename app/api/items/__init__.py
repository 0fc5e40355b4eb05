"""Client methods and wire types of items, one module a kind."""
