"""Reports on paper: painted page by page into a PDF file, and saved where the user says."""
