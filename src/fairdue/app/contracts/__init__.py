"""How answers and errors leave the house: serialisers, sentences and codes, the same for every door."""
