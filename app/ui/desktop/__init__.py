"""Manners of a native program: tray, closing to the background, and the mark of a remote server."""
