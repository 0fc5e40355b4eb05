-- Switch the second factor on. $at: UTC; $step: of the code that proved it.
INSERT INTO second_factor (enabled_at, last_step) VALUES ($at, $step);
