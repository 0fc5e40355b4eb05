"""Sign-in of the people of tenants, in cloud mode. Several processes share it through PostgreSQL."""
