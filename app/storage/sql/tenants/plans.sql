-- Every plan. Columns: name, events a second, events a month.
SELECT plan, peak_events_per_sec, monthly_event_limit FROM plans ORDER BY plan;
