"""Guidance: facts and a day in, ordered steps and doors out; it knows no other room of the domain."""
