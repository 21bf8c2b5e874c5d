"""The pages one looks things up on: whom to turn to, last days, claims people pass on, what touches limitation."""
