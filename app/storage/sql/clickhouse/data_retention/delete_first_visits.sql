-- Delete the records of first visits of visitors whose ids were deleted.
ALTER TABLE first_visits DELETE WHERE (site, visitor) NOT IN (SELECT site, visitor FROM client_visitors)
