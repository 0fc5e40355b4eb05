-- Use up every code up to the step $step.
UPDATE second_factor SET last_step = $step WHERE last_step < $step;
