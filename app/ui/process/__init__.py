"""Process of the window: signals of the system, a second start, and the language."""
