-- Part of path_in_order: for each moment the earliest path from a step on that begins at it or later. A moment with the
-- step goes on with the path from the next step that begins after it.
-- Slots: bit (number of the step's bit); next (the same for the next step).
arrayReverseFill(
    way -> notEmpty(way),
    arrayMap(
        (at, hit, rest) -> if(bitTest(hit, {bit}), arrayPushFront(rest, at), emptyArrayInt64()),
        times,
        steps,
        arrayPushBack(arrayPopFront({next}), emptyArrayInt64())
    )
)
