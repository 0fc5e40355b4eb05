-- Number of a session of a website, no row without one. $session_id: as a number of 64 bits. Columns: session; bot_score;
-- bot_signals.
SELECT session, bot_score, bot_signals FROM all_sessions WHERE website = $website AND session_id = $session_id LIMIT 1;
