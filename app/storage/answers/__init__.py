"""Results of reports from the numbers that a store has counted: means, comparisons, paging; the same in every store."""
