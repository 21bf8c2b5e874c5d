"""The pages on money: questions one topic at a time, answers kept in memory, results to look at and to take along."""
