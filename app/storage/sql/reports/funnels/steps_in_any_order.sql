-- Used inside funnel_results: the steps taken in any order. $step_count; $most_moments; $window_us: time they may take at most;
-- $needs, $counts, $ranks: as app.domain.funnels.Need, lists of the same length.
-- From the last moment back to the first: next[j] has the times of the next moments that match need j, as many as it
-- counts; then the start of the time looked at, and the best way so far. The first k steps are taken when the last of
-- their needs is met; of the ways that come as far, the one with the earliest start is kept.
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
                lambda way: CASE
                    WHEN len(way) < len(next[len($needs) + 2]) THEN next[len($needs) + 2] ELSE way
                END
            )[1]
        ]
    ),
    list_transform(range(len($needs) + 2), lambda j: []::BIGINT[])
)[len($needs) + 2]
