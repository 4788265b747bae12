"""A workstation remembers taste, and forgets what is damaged."""

import pytest

from unionapp.desktop.preferences import Forgetful, SettingsFile, Taste, read_taste, write_taste

TASTE = Taste(theme="dark", text_size=13, key_set="misa", is_slow_machine=True)


@pytest.fixture(params=["memory", "file"])
def preferences(request, tmp_path):
    return (
        Forgetful()
        if request.param == "memory"
        else SettingsFile(tmp_path / "Công đoàn" / "taste.ini")
    )


def test_a_taste_is_remembered(preferences):
    write_taste(preferences, TASTE)
    assert read_taste(preferences) == TASTE


def test_the_first_start_has_the_usual_taste(preferences):
    assert read_taste(preferences) == Taste()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("text_size", "400"),
        ("text_size", "x"),
        ("key_set", ""),
        ("is_slow_machine", "1"),
    ],
)
def test_a_damaged_taste_is_as_usual(preferences, name, value):
    preferences.write(f"taste/{name}", value)
    assert read_taste(preferences) == Taste()


@pytest.mark.parametrize(
    "text", ["a,b=1,c", '{"filter": "Hường, Ưởng", "sizes": [1, 2]}', "@x", "", "dòng\nhai", "1"]
)
def test_every_text_comes_back_as_it_was(preferences, text):
    preferences.write("page/members", text)
    assert preferences.read("page/members") == text


def test_it_is_still_there_after_a_restart(tmp_path):
    SettingsFile(tmp_path / "taste.ini").write("widths/members", "name=24.0,born=10.5")
    first = SettingsFile(tmp_path / "taste.ini")
    first.write("page/x", "Hường, Ưởng")
    del first
    again = SettingsFile(tmp_path / "taste.ini")
    assert again.read("page/x") == "Hường, Ưởng"
    assert again.read("widths/members") == "name=24.0,born=10.5"
