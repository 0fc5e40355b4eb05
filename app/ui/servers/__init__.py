"""Servers of the window: the local one and remote ones, sign-in, and the keyring for credentials."""
