"""Screening: one message in, what it is, whether to believe it and what breaks a rule out; a pure function.

clean    undo disguise, keep the way back to the sender's own characters
match    find every rule's patterns (the `re` reference here; faster engines elsewhere must agree)
weigh    conditions, contexts, kinds and the verdict
explain  findings with their citations in force, and what is missing
"""
