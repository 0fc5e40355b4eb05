-- Version 9: when each visitor was first seen, kept beside the history so that retention need not read all of it.

-- One row a visitor, written by the sweep that ends sessions. It stays while any event of the visitor does.
CREATE TABLE first_visits (website INTEGER NOT NULL, visitor UBIGINT NOT NULL, first_at TIMESTAMP NOT NULL);

-- Sessions that began before this are in first_visits. So far none is: the first sweep takes the whole history.
CREATE TABLE first_visits_until (until TIMESTAMP NOT NULL);
INSERT INTO first_visits_until VALUES ('-infinity');
