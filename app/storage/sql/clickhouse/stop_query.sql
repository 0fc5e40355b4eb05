-- End a query wherever it is, without waiting for its end. Parameters: $mark, its comment for the log.
KILL QUERY WHERE Settings['log_comment'] = $mark ASYNC
