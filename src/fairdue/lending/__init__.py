"""What a loan may cost and what is owed on it: caps, the rebuilt account, the audit, limitation, offers.

plan         terms → instalments
caps         a reading of the law → the lines that limit interest, with their sources
book         advances, instalments, payments and lines → the account, row by row
unknown      what is not known → the two ends it may lie between
readings     every reading that fits a debt → what would be owed under it
audit        a claim → claimed, supported, difference, because
limitation   what happened when → whether a defence may be raised, and what would restart the period
offer        an offer before signing → its yearly cost, its fees, its warning signs

It knows no file, no clock and no other room of the domain; what it says to a person stands in the pack.
"""
