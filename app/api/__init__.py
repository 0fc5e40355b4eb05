"""The contract between a server and its clients: typed requests and replies, and the client that speaks them."""
