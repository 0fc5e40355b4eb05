"""SQL page: questions of the owner in SQL."""
