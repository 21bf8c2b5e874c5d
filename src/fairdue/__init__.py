"""FairDue: is a debt message real, is it allowed, and what now, with a source for every answer."""
