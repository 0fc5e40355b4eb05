-- Remember user agents of bots as seen on $day. $websites, $agents (hashes), $texts: lists of equal length.
MERGE INTO bot_agents AS known
USING (
    SELECT unnest($websites::INTEGER[]) AS website, unnest($agents::VARCHAR[]) AS agent, unnest($texts::VARCHAR[]) AS user_agent
) AS seen ON known.website = seen.website AND known.agent = seen.agent
WHEN MATCHED AND known.seen_on < $day THEN UPDATE SET seen_on = $day
WHEN NOT MATCHED THEN INSERT (website, agent, user_agent, seen_on) VALUES (seen.website, seen.agent, seen.user_agent, $day);
