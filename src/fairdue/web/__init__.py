"""The page: a door for people with a browser; it asks, shows and prints, and decides nothing itself."""
