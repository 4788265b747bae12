"""What the doctor finds in a data folder."""

from unionapp.organisation.health import examine
from unionapp.organisation.locks import lock_month


def test_the_doctor_names_the_last_locked_month_in_words(office):
    assert "chưa khóa sổ tháng nào" in {finding.words for finding in examine(office)}
    lock_month(office, "2026-02")
    findings = {finding.code: finding for finding in examine(office)}
    assert findings["locks"].words == "đã khóa sổ đến tháng 02 năm 2026"
    assert findings["integrity"].is_well
