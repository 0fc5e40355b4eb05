"""Page of all websites."""
