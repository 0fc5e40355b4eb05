"""Facts of closed days: sums from which reports without filters are read, in place of the events of these days."""
