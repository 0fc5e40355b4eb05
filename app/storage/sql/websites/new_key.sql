-- A number no website ever had.
SELECT nextval('website_key');
