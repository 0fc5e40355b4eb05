"""Pure values and rules. Imports the standard library and msgspec, nothing else."""
