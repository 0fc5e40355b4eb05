-- Part of results: the path of a session whose steps must come one after the other.
-- From the last moment back to the first: follow[k] is the earliest path from step k on that begins at this moment or
-- later, and the last entry the best path so far: the longest one within its time, of several the earliest. A moment
-- with step k starts such a path and goes on with the one known for k + 1 after it, so no moment is two steps.
-- Parameters: $step_count; $most_moments; $window_us (most time between first and last step, microseconds).
list_reduce(
    list_append(list_sort(moments, 'DESC')[-$most_moments:], 0),
    lambda follow, moment: list_append(
        list_transform(
            range(1, $step_count + 1),
            lambda k: CASE
                WHEN moment & (1 << (k - 1)) = 0 THEN follow[k]
                WHEN k = $step_count THEN [moment >> 8]
                ELSE list_prepend(moment >> 8, follow[k + 1])
            END
        ),
        CASE
            WHEN len(list_filter(follow[1], lambda reached: reached <= follow[1][1] + $window_us)) < len(follow[$step_count + 1])
                THEN follow[$step_count + 1]
            ELSE list_filter(follow[1], lambda reached: reached <= follow[1][1] + $window_us)
        END
    ),
    list_transform(range($step_count + 1), lambda k: []::BIGINT[])
)[$step_count + 1]
