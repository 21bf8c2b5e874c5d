"""The pages of guidance: situations, steps, cards, what to say, and the check of an agreement."""
