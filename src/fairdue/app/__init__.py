"""Use cases: one module per verb; the only place that reads the clock or joins edges to the domain."""
