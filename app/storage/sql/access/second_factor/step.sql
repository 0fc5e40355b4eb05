-- Record the codes up to the time step $step as used.
UPDATE second_factor SET last_step = $step;
