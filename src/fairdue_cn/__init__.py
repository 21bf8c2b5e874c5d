"""The Chinese pack: data only, no code."""
