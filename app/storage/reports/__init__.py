"""Report queries: plain functions `(con, query, *options)`, to be run by `Database.read` or `Database.read_cached`."""
