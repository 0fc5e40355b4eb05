"""Rules that turn a request into an event: visitor, session, address, channel, bot score."""
