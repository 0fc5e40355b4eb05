"""Widgets to pick a range of days and a comparison."""
