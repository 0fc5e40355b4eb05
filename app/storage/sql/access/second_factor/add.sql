-- Turn the second factor on. $at: UTC; $step: time step of the code that confirmed it.
INSERT INTO second_factor (enabled_at, last_step) VALUES ($at, $step);
