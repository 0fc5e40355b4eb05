"""The sample website: an invented shop and its history."""
