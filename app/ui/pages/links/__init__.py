"""Pages of campaign links and tracking pixels."""
