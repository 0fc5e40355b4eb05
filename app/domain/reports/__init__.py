"""Parameters, periods, filters and results of the reports."""
