"""PostgreSQL, which keeps tenants, people, websites, items and keys in cloud mode."""
