"""SQL fragments shared by the reports; every value in them is bound."""
