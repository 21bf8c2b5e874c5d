"""An answer laid out for a reader: words, labels, marked passages and order, the same on the page and the terminal."""
