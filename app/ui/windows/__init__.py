"""Windows of their own: the first run and the dialogs."""
