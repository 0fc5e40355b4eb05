-- Sum up the chunk. Columns: events; since_us.
SELECT count(*), epoch_us(min(ts)) FROM chunk;
