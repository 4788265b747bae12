"""Photographs made small when they come in: upright, as JPEG, without what the camera notes."""

import io
from collections.abc import Iterator

from PIL import Image, ImageOps

from unionapp.errors import Refusal

MOST_BYTES = 300_000
_MOST_READ = 60_000_000  # pixels; more would not fit into the memory of a small machine
_QUALITIES = (88, 80, 70, 55)
_LAST_QUALITIES = (40, 25)
_SMALLER = (1.0, 0.75, 0.5)


def shrink(picture: bytes, *, most_pixels: int) -> bytes:
    """A picture as a JPEG of at most so many pixels a side and 300 KB.

    Raises:
        Refusal: photo.unreadable, photo.too_large.
    """
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            if opened.width * opened.height > _MOST_READ:
                raise Refusal("photo.too_large")
            opened.draft("RGB", (most_pixels, most_pixels))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise Refusal("photo.unreadable") from None
    for jpeg in _tries(upright, most_pixels):
        if len(jpeg) <= MOST_BYTES:
            return jpeg
    raise Refusal("photo.too_large")


def size_of(jpeg: bytes) -> tuple[int, int]:
    """Width and height of a picture in pixels."""
    with Image.open(io.BytesIO(jpeg)) as opened:
        return opened.size


def _tries(image: Image.Image, most_pixels: int) -> Iterator[bytes]:
    """Ever smaller pictures: fewer pixels are better to look at than blots."""
    for share in _SMALLER:
        side = round(most_pixels * share)
        image.thumbnail((side, side))
        for quality in _QUALITIES if share > _SMALLER[-1] else (*_QUALITIES, *_LAST_QUALITIES):
            out = io.BytesIO()
            image.save(out, "JPEG", quality=quality, optimize=True)
            yield out.getvalue()
