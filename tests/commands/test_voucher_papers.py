"""The papers of a voucher by command line: itself, the receipt for who paid."""

from datetime import date

from tests.finance.setting import draft
from tests.reports.finance.setting import pages_of
from unionapp.finance.vouchers.drafting import save_voucher


def test_a_receipt_is_printed_by_command_line(command, office, tmp_path):
    output = tmp_path / "bien-lai.pdf"
    saved = save_voucher(office, draft("PT", 250_000, date(2026, 3, 1)))
    code, _, _ = command("voucher", "print", saved.id, "--paper", "receipt", "--output", output)
    assert code == 0
    kept, taken = pages_of(output)
    assert "Liên 1" in kept
    assert "Liên 2" in taken


def test_a_receipt_for_a_payment_is_refused(command, office, tmp_path):
    output = tmp_path / "bien-lai.pdf"
    saved = save_voucher(office, draft("PC", 250_000, date(2026, 3, 1)))
    code, _, error = command(
        "voucher", "print", saved.id, "--paper", "receipt", "--output", output
    )
    assert code == 1
    assert "Biên lai thu tiền" in error
    assert not output.exists()
