-- Events that a tenant had stored in a month. $month: its first day. Columns: events; no row for none.
SELECT events FROM usage WHERE tenant = $tenant AND month = $month;
