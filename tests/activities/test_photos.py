"""Photographs of an activity come in small and are kept once, until nothing shows them."""

from datetime import date

import pytest
from sqlalchemy import text

from tests.indicators.neighbourhood import do
from tests.paper.test_photographs import picture, scene
from unionapp.activities.photos import add_photo, list_photos, read_photo, remove_photo
from unionapp.activities.records import cancel_activity
from unionapp.errors import Refusal
from unionapp.paper.photographs import MOST_BYTES, size_of

DAY = date(2026, 2, 10)


@pytest.fixture
def meeting(office):
    return do(office, "HN_NLD", DAY, invited=121, attended=96).id


def kept(office):
    with office.read() as session:
        return session.execute(text("SELECT count(*) FROM attached_file")).scalar_one()


def test_two_camera_photos_are_kept_small_and_come_back(office, meeting):
    first = add_photo(office, meeting, r"C:\Ảnh\hội nghị 1.JPG", scene(4000, 3000))
    second = add_photo(office, meeting, "/home/an/hội nghị 2.png", picture(640, 480, "PNG"))
    assert list_photos(office, meeting) == (first, second)
    assert (first.name, second.name) == ("hội nghị 1", "hội nghị 2")
    assert max(first.size, second.size) <= MOST_BYTES
    assert size_of(read_photo(office, first.id)) == (1600, 1200)


def test_a_photo_shown_twice_is_kept_once_until_both_are_gone(office, meeting):
    other = do(office, "VHVN_TDTT", DAY).id
    one = add_photo(office, meeting, "a.jpg", picture(60, 80))
    two = add_photo(office, other, "b.jpg", picture(60, 80))
    assert (one.sha256, kept(office)) == (two.sha256, 1)
    remove_photo(office, one.id)
    assert kept(office) == 1
    assert read_photo(office, two.id)
    remove_photo(office, two.id)
    assert (list_photos(office, other), kept(office)) == ((), 0)


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "photo.unreadable"), (picture(60, 80)[:200], "photo.unreadable")]
)
def test_a_damaged_picture_is_refused_and_nothing_is_kept(office, meeting, data, code):
    with pytest.raises(Refusal) as refused:
        add_photo(office, meeting, "a.jpg", data)
    assert refused.value.code == code
    assert (list_photos(office, meeting), kept(office)) == ((), 0)


def test_the_same_photo_twice_or_too_many_are_refused(office, meeting):
    add_photo(office, meeting, "a.jpg", picture(60, 80))
    with pytest.raises(Refusal, match=r"activity\.photo_already"):
        add_photo(office, meeting, "b.jpg", picture(60, 80))
    for number in range(11):
        add_photo(office, meeting, "", picture(60 + number, 60))
    assert {row.name for row in list_photos(office, meeting)} == {"a", "Ảnh"}
    with pytest.raises(Refusal, match=r"activity\.too_many_photos"):
        add_photo(office, meeting, "c.jpg", picture(90, 90))
    assert kept(office) == 12


def test_an_activity_called_off_takes_no_photo_and_gives_none_away(office, meeting):
    row = add_photo(office, meeting, "a.jpg", picture(60, 80))
    cancel_activity(office, meeting, "Dời sang tháng sau")
    with pytest.raises(Refusal, match=r"activity\.cancelled"):
        add_photo(office, meeting, "b.jpg", picture(70, 80))
    with pytest.raises(Refusal, match=r"activity\.cancelled"):
        remove_photo(office, row.id)
    with pytest.raises(Refusal, match=r"activity\.unknown_photo"):
        remove_photo(office, 99)
