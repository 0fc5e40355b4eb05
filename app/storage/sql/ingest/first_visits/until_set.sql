-- Record the time up to which first_visits is complete. $until: UTC.
UPDATE first_visits_until SET until = $until;
