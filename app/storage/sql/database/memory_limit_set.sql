-- Limit the memory of the engine, which lets go of what it keeps beyond that. $limit: such as 512MB.
SET memory_limit = $limit;
