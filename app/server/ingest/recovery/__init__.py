"""Recovery: what the journal still holds, what was set aside, and files that vanish while the server runs."""
