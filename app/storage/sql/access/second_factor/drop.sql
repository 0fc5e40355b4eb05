-- Turn the second factor off.
DELETE FROM second_factor;
