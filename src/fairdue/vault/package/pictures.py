"""Cover parts of a picture for good: opaque boxes drawn into the pixels, the file written anew without its metadata."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fairdue.kernel.errors import BrokenRecord, MissingExtra, NotText

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST: Final = 80_000_000  # pixels; a decompression bomb has more
_BOX: Final = re.compile(r"\s*(\d{1,5})\s*[,，]\s*(\d{1,5})\s*[,，]\s*(\d{1,5})\s*[,，]\s*(\d{1,5})\s*")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle to cover, in pixels of the picture as it is shown: left, top, width, height."""

    left: int
    top: int
    width: int
    height: int


def read_boxes(words: str) -> tuple[Box, ...]:
    """Read `left,top,width,height`, several with `;` between; raises BrokenRecord for anything else.

    >>> read_boxes("10,20,300,60; 0,0,5,5")
    (Box(left=10, top=20, width=300, height=60), Box(left=0, top=0, width=5, height=5))
    """
    found = []
    for number, part in enumerate(re.split("[;；]", words), 1):
        match = _BOX.fullmatch(part)
        if not match:
            raise BrokenRecord(source=words, line=number, why="not-a-box")
        found.append(Box(*(int(one) for one in match.groups())))
    return tuple(found)


def covered(data: bytes, boxes: Sequence[Box]) -> bytes:
    """Return the picture as PNG with black boxes over it, and nothing of the file it came from but the pixels.

    Raises NotText where the bytes are no picture we can read safely, MissingExtra without Pillow.
    """
    picture = opened(data)
    from PIL import Image, ImageDraw

    clean = Image.new("RGB", picture.size, "white")
    clean.paste(picture.convert("RGB"))
    drawing = ImageDraw.Draw(clean)
    for box in boxes:
        drawing.rectangle((box.left, box.top, box.left + box.width - 1, box.top + box.height - 1), fill="black")
    return _as_png(clean)


def page_picture(data: bytes, widest: int = 1240) -> bytes:
    """Return a picture as a plain JPEG of at most `widest` pixels across, to print among the exhibits."""
    picture = opened(data).convert("RGB")
    if picture.width > widest or picture.height > 2 * widest:
        picture.thumbnail((widest, 2 * widest))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


def opened(data: bytes) -> Image:
    """Open a picture the way its camera meant it to be turned; raises NotText, MissingExtra."""
    try:
        from PIL import Image, ImageOps
    except ModuleNotFoundError as error:
        raise MissingExtra(extra="papers", package="pillow") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "WEBP"))
            if picture.width * picture.height > LARGEST:
                raise NotText(source="picture", kind="too-large-picture")
            return ImageOps.exif_transpose(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotText(source="picture", kind="broken-picture") from error


def _as_png(picture: Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
