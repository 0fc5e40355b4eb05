-- User agents of the bots of $website. Columns: agent (hash); user_agent.
SELECT agent, user_agent FROM bot_agents WHERE website = $website;
