"""Pages of notifications: subscriptions and alerts, each with what it has sent."""
