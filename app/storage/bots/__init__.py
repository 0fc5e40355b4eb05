"""Bots: policy and rules, user agents, and the recompute of stored scores."""
