"""Charts: series drawn with pyqtgraph, at most ten times a second and only while visible."""
