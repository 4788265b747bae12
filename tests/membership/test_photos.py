"""Portraits are made small, upright and plain when they come in."""

import io
import random

import pytest
from PIL import Image

from unionapp.errors import Refusal
from unionapp.membership.drafts import MemberDraft
from unionapp.membership.members import add_member
from unionapp.membership.photos import read_photo, remove_photo, set_photo


def picture(width, height, kind="JPEG", **how):
    image = Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def test_a_photo_is_kept_replaced_and_removed(office):
    row = add_member(office, MemberDraft("Trần An", gender="male"))
    assert read_photo(office, row.id) is None
    size = set_photo(office, row.id, picture(300, 400, "PNG"))
    assert len(read_photo(office, row.id)) == size
    set_photo(office, row.id, picture(60, 80))
    assert len(read_photo(office, row.id)) < size
    remove_photo(office, row.id)
    assert read_photo(office, row.id) is None


@pytest.mark.parametrize("data", [b"", b"no picture", picture(60, 80)[:200]])
def test_what_is_no_picture_is_refused(office, data):
    row = add_member(office, MemberDraft("Trần An", gender="male"))
    with pytest.raises(Refusal, match=r"photo\.unreadable"):
        set_photo(office, row.id, data)
    assert read_photo(office, row.id) is None
