"""Photographs come in small, upright and plain."""

import io
import random

import pytest
from PIL import Image

from unionapp.errors import Refusal
from unionapp.paper.photographs import MOST_BYTES, shrink, size_of


def picture(width, height, kind="JPEG", **how):
    image = Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def test_a_large_noisy_picture_becomes_small():
    jpeg = shrink(picture(2400, 1800, quality=95), most_pixels=800)
    assert len(jpeg) <= MOST_BYTES
    with Image.open(io.BytesIO(jpeg)) as image:
        assert image.size in {(800, 600), (600, 450), (400, 300)}
        assert image.format == "JPEG"


def test_a_picture_taken_sideways_stands_upright_and_loses_its_metadata():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "camera"
    with Image.open(io.BytesIO(shrink(picture(400, 300, exif=exif), most_pixels=800))) as image:
        assert image.size == (300, 400)
        assert not image.getexif()


@pytest.mark.parametrize("data", [b"", b"no picture", picture(60, 80)[:200]])
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(Refusal, match=r"photo\.unreadable"):
        shrink(data, most_pixels=800)


def test_a_camera_s_four_megabytes_fit_and_stay_large_enough_to_see():
    jpeg = shrink(scene(4000, 3000), most_pixels=1600)
    assert len(jpeg) <= MOST_BYTES
    assert size_of(jpeg) == (1600, 1200)


def scene(width, height):
    """What a camera takes: wide soft areas under a grain."""
    small = Image.frombytes("RGB", (40, 30), random.Random(2).randbytes(3600))
    grain = Image.effect_noise((width, height), 40).convert("RGB")
    image = Image.blend(small.resize((width, height), Image.Resampling.BICUBIC), grain, 0.2)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92)
    assert len(out.getvalue()) > 3_000_000
    return out.getvalue()
