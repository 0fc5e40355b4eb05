"""Reports to keep: a website's figures of some days, asked from a server and written as one file."""
