"""Classes of characters that many expressions share; knows no message."""

from __future__ import annotations

from typing import Final

# A letter that is not Latin: in what is read here, a Chinese character. Said by what it is not, because a class of
# 27,000 characters takes a millisecond to compile each time it is written.
HAN: Final = r"[^\W\da-zA-Z_]"
# Anything else.
NOT_HAN: Final = r"[\W\da-zA-Z_]"
