-- The second factor: start (UTC) and time step of the newest used code. No row while it is off.
SELECT enabled_at, last_step FROM second_factor;
