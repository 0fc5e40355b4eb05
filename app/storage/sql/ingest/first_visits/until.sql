-- Get the time up to which first_visits is complete. Columns: until (UTC): no session that began before it is missing.
FROM first_visits_until SELECT until;
