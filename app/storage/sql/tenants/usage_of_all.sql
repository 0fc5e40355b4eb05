-- Events that every tenant had stored in a month. $month: its first day. Columns: tenant, events; no row for none.
SELECT tenant, events FROM usage WHERE month = $month;
