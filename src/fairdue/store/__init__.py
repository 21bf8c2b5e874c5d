"""The database of the case file: tables, their history, and how records become rows; keys and seals are the vault's."""
