"""What a loan may cost and what is owed on it: caps, the rebuilt account, the audit, limitation, offers.

plan         terms → instalments
caps         a reading of the law → the lines that limit interest, with their sources
account      what an account is rebuilt from, and what it comes to
accruing     interest in whole numbers, and what a line leaves of it
book         advances, instalments, payments and lines → the account, row by row
unknown      what is not known → the two ends it may lie between
readings     every reading that fits a debt → what would be owed under it
support      a claim held against an account → how much of each item it carries
cost         the loan as agreed → its yearly cost
lines        an item of a claim → its line in figures and words
audit        a claim → claimed, supported, difference, because
limitation   what happened when → whether a defence may be raised, and what would restart the period
running      a period walked through what happened
periods      longest period, guarantee, enforcement
lender       a name → who lends, as far as the registry knows
offer        an offer before signing → its yearly cost, its fees, its warning signs
from_case    what a case file holds of one debt
facts        what an audit and a look at limitation publish for other rooms

It knows no file, no clock and no other room of the domain; what it says to a person stands in the pack.
"""
