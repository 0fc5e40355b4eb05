-- The second factor, when it is on: since when, and the step of its newest used code.
SELECT enabled_at, last_step FROM second_factor;
