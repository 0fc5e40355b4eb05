-- Part of results: the path of a session whose steps may come in any order.
-- From the last moment back to the first: next[j] has the times of the next moments that match need j, as many as it
-- counts; after the needs come the start of the current walk, and the best path so far. The first k steps are taken
-- when the last of their needs is met; of the paths that come equally far, the one with the earliest start is kept.
-- Parameters: $step_count; $most_moments; $window_us (most time between first and last step, microseconds); $needs,
-- $counts, $ranks (lists of equal length, as in app.domain.items.funnels.Need).
list_reduce(
    list_append(list_sort(moments, 'DESC')[-$most_moments:], 0),
    lambda next, moment: list_concat(
        list_transform(
            range(1, len($needs) + 1),
            lambda j: CASE
                WHEN moment & $needs[j] = 0 THEN next[j]
                ELSE list_prepend(moment >> 8, next[j])[:$counts[j]]
            END
        ),
        [
            [moment >> 8],
            list_transform(
                [
                    list_filter(
                        list_transform(
                            range(1, $step_count + 1),
                            lambda k: list_max(
                                list_transform(
                                    range(1, len($needs) + 1),
                                    lambda j: CASE
                                        WHEN $ranks[j] > k THEN 0
                                        ELSE coalesce(next[j][$counts[j]], 9223372036854775807)
                                    END
                                )
                            )
                        ),
                        lambda reached: reached <= next[len($needs) + 1][1] + $window_us
                    )
                ],
                lambda path: CASE
                    WHEN len(path) < len(next[len($needs) + 2]) THEN next[len($needs) + 2] ELSE path
                END
            )[1]
        ]
    ),
    list_transform(range(len($needs) + 2), lambda j: []::BIGINT[])
)[len($needs) + 2]
