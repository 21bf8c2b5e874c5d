"""The pages of the case file: the vault's lock, cases, evidence, packages; all of it below /vault and /cases."""
