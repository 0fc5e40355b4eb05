-- Up to when first_visits is complete. Columns: until (UTC): of the sessions that began before it, none is missing.
FROM first_visits_until SELECT until;
