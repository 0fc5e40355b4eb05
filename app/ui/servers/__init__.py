"""Servers the window can use: its own and those elsewhere, with what opens them."""
