"""Tables and lists, with their delegates."""
