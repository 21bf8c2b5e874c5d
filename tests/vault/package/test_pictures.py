"""Covering pictures: the pixels are gone, nothing of the old file stays, and bytes that are no picture are refused."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from fairdue.kernel.errors import BrokenRecord, NotText
from fairdue.vault.package.pictures import Box, covered, opened, page_picture, read_boxes
from tests.vault.package.case_specimen import picture


def test_the_pixels_under_a_box_are_gone() -> None:
    """Inside the box everything is black, outside the picture is as it was."""
    clean = Image.open(io.BytesIO(covered(picture(), (Box(10, 20, 100, 50),))))
    assert {clean.getpixel((x, y)) for x in (10, 60, 109) for y in (20, 45, 69)} == {(0, 0, 0)}
    assert clean.getpixel((9, 20)) != (0, 0, 0) and clean.getpixel((110, 69)) != (0, 0, 0)


def test_nothing_of_the_old_file_stays() -> None:
    """The new file has no EXIF, no text and no trace of what the old one said of its maker."""
    data = covered(picture(), ())
    assert b"Wang Dali" in picture()
    assert b"Wang Dali" not in data and b"chat with" not in data
    assert not Image.open(io.BytesIO(data)).getexif()


def test_a_turned_photograph_is_covered_as_it_is_shown() -> None:
    """Boxes count from the corner a person sees, also where the camera noted a turn."""
    image, about = Image.new("RGB", (200, 100), "white"), Image.Exif()
    about[0x0112] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=about)
    clean = Image.open(io.BytesIO(covered(out.getvalue(), (Box(0, 0, 100, 10),))))
    assert clean.size == (100, 200) and clean.getpixel((99, 5)) == (0, 0, 0)


def test_pages_get_a_smaller_picture() -> None:
    """A large picture is made to fit the page, its sides in proportion."""
    out = io.BytesIO()
    Image.new("RGB", (4000, 3000)).save(out, "PNG")
    assert opened(page_picture(out.getvalue())).size == (1240, 930)


def bomb() -> bytes:
    """Compose a PNG that claims 60,000 by 60,000 pixels in a few hundred bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"<svg/>", picture()[:300], bomb()], ids=range(6)
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    """Empty, cut, foreign and monstrous files are refused before anything is drawn."""
    with pytest.raises(NotText):
        covered(data, ())


@pytest.mark.parametrize("words", ["", "1,2,3", "a,b,c,d", "1,2,3,4,5", "-1,2,3,4", "1,2,3,4;;"])
def test_boxes_that_are_none_are_refused(words: str) -> None:
    """A box is four whole numbers."""
    with pytest.raises(BrokenRecord):
        read_boxes(words)
