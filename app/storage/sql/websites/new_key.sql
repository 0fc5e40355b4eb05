-- A key that no website ever had.
SELECT nextval('website_key');
