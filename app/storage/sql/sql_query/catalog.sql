-- Name of the database as a quoted name. Columns: catalog.
SELECT '"' || replace(current_database(), '"', '""') || '"' AS catalog;
