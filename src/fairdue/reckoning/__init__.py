"""Money over time: schedules, rates, day counts, accrual and appropriation; it knows no law and no lender.

schedules      terms → what is to be paid when, to the fen
day_counts     two days → a fraction of a year
rates          flows → annual cost by one of five methods
accrual        principal, rates and days → interest
appropriation  a payment and what is owed → what it went to
"""
