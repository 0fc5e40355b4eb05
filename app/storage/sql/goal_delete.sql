-- Delete a goal. $website: key of its website; $id: of the goal.
DELETE FROM goals WHERE website = $website AND id = $id;
