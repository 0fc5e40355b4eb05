"""Backups of a self-hosted server: making them while it serves, and putting one in the place of its database."""
