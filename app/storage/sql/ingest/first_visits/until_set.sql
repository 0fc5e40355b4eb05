-- Say up to when first_visits is complete. $until: UTC.
UPDATE first_visits_until SET until = $until;
