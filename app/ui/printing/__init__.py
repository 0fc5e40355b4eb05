"""Reports on paper: painted page by page into a PDF file, without a screen."""
