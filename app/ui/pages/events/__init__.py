"""Page of custom events: their names, the course of one of them, its properties."""
