-- Copy the rows of some days of a table of the attached database `old` into `new`, in order of time. Those of a minute are
-- ordered by website, as batches are: equal values next to each other take less.
-- Slots: table; time (its column). Parameters: $since, $until (UTC).
INSERT INTO new.{table}
SELECT * FROM old.{table} WHERE {time} >= $since AND {time} < $until
ORDER BY epoch_us({time}) // 60_000_000, website, {time};
