-- Copy a table of the attached database `old` into `new`. Slots: table.
INSERT INTO new.{table} FROM old.{table};
