"""The steps, named by number; each says what it brings and holds its own table definitions."""
