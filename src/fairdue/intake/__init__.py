"""Files and figures that people hand in, read into records or refused with the place named; it keeps nothing."""
