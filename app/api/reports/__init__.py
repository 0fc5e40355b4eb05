"""Client methods and wire types of the reports, one module a report."""
