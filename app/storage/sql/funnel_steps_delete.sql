-- Delete the steps of a funnel. $funnel_id: its id.
DELETE FROM funnel_steps WHERE funnel_id = $funnel_id;
