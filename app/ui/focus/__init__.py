"""Focus: where the Tab key goes."""
