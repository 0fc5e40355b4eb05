"""Endpoints of notifications: subscriptions, alerts, their history, and the page that ends them."""
