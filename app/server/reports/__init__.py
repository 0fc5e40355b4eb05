"""Report registry, report parameters and streamed exports."""
