"""Notifications of a running server: when they are due, what they say, and how they are sent."""
