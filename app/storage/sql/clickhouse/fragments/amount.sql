-- Part of reports: the amount in column amount_text, a whole number of 10^-8, half rounded away from zero; null when the
-- text is none (app.domain.reports.money). One with an exponent is read as a float first.
-- Parameters: $number (pattern of a number).
if(
    match(amount_text, $number)
    AND (extractGroups(
        if(position(lower(amount_text), 'e') > 0, printf('%.8f', toFloat64OrZero(amount_text)), amount_text),
        '\\A([+-]?)0*([0-9]*)\\.?([0-9]*)\\z'
    ) AS parts) != []
    AND length(parts[2]) <= 12
    AND (
        toInt128OrZero(parts[2] || substring(rightPad(parts[3], 8, '0'), 1, 8)) + (substring(parts[3], 9, 1) >= '5')
        AS units
    ) < toInt128('100000000000000000000'),
    if(parts[1] = '-', -units, units),
    NULL
)
