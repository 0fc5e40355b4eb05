"""Pages of records: a list, an editor, and deletion that can be undone."""
