"""Pages of reports: overview and realtime."""
