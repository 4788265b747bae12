"""Every code this room raises has a sentence an officer understands, and logs learn nothing personal."""

import re
from pathlib import Path

import pytest

import unionapp.exchange
from unionapp.errors import Refusal
from unionapp.sentences import all_sentences, sentence, sentence_for

ROOM = Path(unionapp.exchange.__file__).parent
CODES = sorted(
    {
        code
        for file in ROOM.glob("*.py")
        for code in re.findall(
            r'(?:Refusal|Trouble)\(\s*"([A-Za-z_.]+)"|"(W_[A-Z_]+)"', file.read_text("utf-8")
        )
        for code in code
        if code
    }
)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_sentence(code):
    assert code in all_sentences()


def test_the_codes_of_the_format_are_found():
    assert {"E_ZIP", "E_DIGEST", "E_REVOKED", "key.wrong_password", "W_CRL_STALE"} <= set(CODES)


def test_a_sentence_names_what_the_officer_has_to_know():
    told = sentence_for(Refusal("E_SIG_POLICY", needed=2, found=1))
    assert told == "Thiếu chữ ký: cần 2, có 1."
    assert "01-009" in sentence("E_WRONG_RECIPIENT", unit="01-009")


def test_a_log_line_of_a_refusal_holds_no_detail():
    assert str(Refusal("E_WRONG_RECIPIENT", unit="01-009")) == "E_WRONG_RECIPIENT (unit)"
