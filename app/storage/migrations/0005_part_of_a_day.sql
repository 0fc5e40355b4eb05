-- Version 5: the day that is not over has facts of its first part.

-- Time (UTC) up to which the day `until` has facts too; null: it has none. No session that may still grow began before it.
ALTER TABLE fact_ranges ADD COLUMN part_until TIMESTAMP;
