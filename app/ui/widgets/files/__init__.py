"""Files that the window saves: tables and pictures."""
