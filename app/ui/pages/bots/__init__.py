"""Page of the rules about bots."""
