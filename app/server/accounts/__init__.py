"""Accounts: who is signed in, with which password, which API keys there are, and how often a caller may guess."""
