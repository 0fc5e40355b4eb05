-- Delete a funnel alone; its steps go before. $id: of the funnel.
DELETE FROM funnels WHERE id = $id;
