-- Set the limits of a plan. $peak: events a second; $monthly: events a month. Columns: name; no row when there is none.
UPDATE plans SET peak_events_per_sec = $peak, monthly_event_limit = $monthly WHERE plan = $plan RETURNING plan;
