-- Keep the scores that the events of the table changed have before they change. $website: their website.
INSERT INTO recomputed_events
SELECT $website, ts, seq, was_bot, old_score, old_signals FROM changed ORDER BY ts;
