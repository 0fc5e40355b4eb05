"""Files of rows: CSV and Parquet, without I/O."""
