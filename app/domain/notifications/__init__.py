"""Notifications: scheduled reports and alerts of a website, where they go, and what became of each."""
