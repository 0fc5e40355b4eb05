-- Part of reports: sums of column amount by column currency, with how many there are: without these a sum of zero is left
-- out. Slots: state (State, or empty). Result: lists of currencies, sums and numbers.
sumMap{state}If([currency], [assumeNotNull(amount)], [toUInt64(1)], amount IS NOT NULL)
