-- Use the attached database `old` from here on.
USE old;
