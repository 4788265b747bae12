"""Signing in and founding: light before the first paint, every refusal under its field."""

import subprocess
import sys
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.conftest import PASSWORD, TODAY
from tests.desktop.strokes import replay, telex, type_keys
from tests.desktop.walk import clipped, nameless, stretch, too_large, unreachable
from unionapp.desktop.field_help import HelpBubble
from unionapp.desktop.founding import Founding
from unionapp.desktop.login import Login
from unionapp.desktop.preferences import Forgetful
from unionapp.desktop.recovery import Recovery
from unionapp.organisation.data_folder import has_data
from unionapp.organisation.officers import add_officer
from unionapp.organisation.opening import NewFolder, create_data_folder, open_office
from unionapp.organisation.units import UnitFacts
from unionapp.sentences import sentence

HEAVY = ("sqlalchemy", "openpyxl", "reportlab", "cryptography", "unionapp.database")


def sign_in(folder, officer, password):
    return open_office(folder, today=TODAY, officer=officer, password=password)


def a_login(qtbot, folder):
    memory = Forgetful()
    memory.write("login/folder", str(folder))
    login = Login(sign_in, memory)
    qtbot.addWidget(login)
    login.show()
    qtbot.waitExposed(login)
    qtbot.waitUntil(lambda: login._is_ready, timeout=20_000)
    return login


@pytest.fixture
def folder(make_office):
    office = make_office(password=PASSWORD)
    office.close()
    return office.folder


@pytest.fixture
def founding(qtbot, tmp_path):
    form = Founding(tmp_path / "moi", date(2026, 3, 5))
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    return form


def fill(form):
    form.codeEdit.set_value("CS-0147")
    form.nameEdit.set_value("CĐCS Công ty TNHH May Hoa Sen")
    form.employerTypeEdit.set_value("DN_NGOAI")
    form.parentTierEdit.set_value("KCN")
    form.parentCodeEdit.set_value("CT-09")
    form.parentNameEdit.set_value("Công đoàn các khu công nghiệp tỉnh X")
    form.officerEdit.set_value("Nguyễn Thị Hòa")
    form.roleEdit.set_value("accountant")
    for field in (form.passwordEdit, form.againEdit):
        field.line.setText(PASSWORD)


def test_nothing_heavy_is_loaded_before_the_login_is_painted():
    script = (
        "import sys, unionapp.desktop.application as it\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": "src", "QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin"},
    )
    assert done.stdout.strip() == "[]"


def test_the_only_officer_types_a_password_and_enter(qtbot, folder):
    login = a_login(qtbot, folder)
    assert login.officerEdit.value() == "Nguyễn Thị Hòa"
    assert login.passwordEdit.line.hasFocus() or login.focusWidget() is login.passwordEdit.line
    replay(login.passwordEdit.line, telex(PASSWORD))
    with qtbot.waitSignal(login.signed_in, timeout=20_000) as seen:
        QTest.keyClick(login.passwordEdit.line, Qt.Key.Key_Return)
    (office,) = seen.args
    assert office.unit.code == "CS-0147"
    office.close()


def test_one_of_several_officers_is_chosen_already(qtbot, make_office):
    office = make_office(password=PASSWORD)
    add_officer(office, "Trần Văn Tùng", "chair", own_password=PASSWORD, new_password=PASSWORD)
    office.close()
    login = a_login(qtbot, office.folder)
    assert login.officerEdit.value() == "Nguyễn Thị Hòa"
    login.show_folder(office.folder, "Trần Văn Tùng")
    login.officerEdit.set_value("Trần Văn Tùng")
    login.look_into_folder()
    assert login.officerEdit.value() == "Trần Văn Tùng"


def test_a_wrong_password_is_told_under_the_password(qtbot, folder):
    login = a_login(qtbot, folder)
    login.passwordEdit.line.setText("sai")
    login.signInButton.click()
    qtbot.waitUntil(lambda: bool(login.passwordEdit.problem), timeout=20_000)
    assert login.passwordEdit.problem == sentence("login.wrong_password")
    assert login.signInButton.isEnabled()


def test_an_empty_folder_offers_to_found_one(qtbot, tmp_path):
    login = a_login(qtbot, tmp_path)
    assert not login.signInButton.isEnabled()
    with qtbot.waitSignal(login.new_asked) as seen:
        login.newButton.click()
    assert seen.args == [tmp_path]


def test_a_damaged_keyring_is_told_under_the_folder(qtbot, folder):
    (folder / "keyring.json").write_text("{", encoding="utf-8")
    login = a_login(qtbot, folder)
    assert login.folderEdit.problem == sentence("data.keyring_damaged")


def test_what_is_missing_is_named_under_each_field(founding):
    QTest.keyClick(founding.codeEdit.line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert founding.codeEdit.problem == sentence("unit.code_needed")
    assert founding.roleEdit.problem == sentence("founding.role_needed")
    assert founding.passwordEdit.problem == sentence("founding.password_short", letters=8)
    assert not has_data(founding.folder)


def test_two_different_passwords_are_refused(founding):
    fill(founding)
    type_keys(founding.againEdit.line, "x")
    founding.entry.save()
    assert founding.againEdit.problem == sentence("founding.password_differs")


def test_half_an_upper_unit_is_refused(founding):
    fill(founding)
    founding.parentNameEdit.set_value(None)
    founding.entry.save()
    assert founding.parentNameEdit.problem == sentence("founding.parent_half")


def test_a_rule_of_the_unit_is_told_under_its_field(founding, qtbot):
    fill(founding)
    founding.codeEdit.set_value("?!")
    founding.entry.save()
    qtbot.waitUntil(lambda: bool(founding.codeEdit.problem), timeout=20_000)
    assert founding.codeEdit.problem == sentence("unit.code_needed")
    assert not has_data(founding.folder)


def test_a_new_folder_opens_after_its_recovery_code_was_typed(founding, qtbot):
    fill(founding)
    founding.entry.save()
    qtbot.waitUntil(lambda: founding.findChild(Recovery) is not None, timeout=20_000)
    recovery = founding.findChild(Recovery)
    recovery.typedEdit.line.setText("AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAAA")
    QTest.keyClick(recovery.typedEdit.line, Qt.Key.Key_Return)
    assert recovery.typedEdit.problem == sentence("login.wrong_recovery_code")
    recovery.typedEdit.line.setText(recovery.codeLine.text().lower().replace("-", " "))
    with qtbot.waitSignal(founding.founded) as seen:
        QTest.keyClick(recovery.typedEdit.line, Qt.Key.Key_Return)
    place, officer = seen.args
    office = open_office(place, today=TODAY, officer=officer, password=PASSWORD)
    assert (office.unit.name, office.officer.role) == (
        "CĐCS Công ty TNHH May Hoa Sen",
        "accountant",
    )
    office.close()


def test_the_recovery_sheet_is_a_pdf(founding, qtbot, tmp_path):
    fill(founding)
    founding.entry.save()
    qtbot.waitUntil(lambda: founding.findChild(Recovery) is not None, timeout=20_000)
    sheet = tmp_path / "phieu.pdf"
    founding.findChild(Recovery).print_to(sheet)
    assert sheet.read_bytes().startswith(b"%PDF")


def test_everybody_can_read_both_forms(qtbot, founding, tmp_path):
    login = a_login(qtbot, tmp_path)
    for window in (founding, login):
        assert nameless(window) == []
        assert unreachable(window) == []
        assert not too_large(window)
        assert clipped(window) == []
        stretch(window)
        qtbot.wait(1)
        assert clipped(window) == []


def test_who_forgot_the_password_sets_a_new_one_by_the_code(qtbot, tmp_path):
    unit = UnitFacts("CDCS", "CS-0147", "CĐCS Công ty TNHH May Hoa Sen", "DN_NGOAI")
    facts = NewFolder(unit, "Nguyễn Thị Hòa", "accountant", PASSWORD, since=date(2026, 1, 1))
    created = create_data_folder(tmp_path / "du-lieu", facts)
    login = a_login(qtbot, created.folder)
    assert login.forgottenButton.isVisible()
    login.forgottenButton.click()
    form = login._forgotten
    form.codeEdit.line.setText("AAAAA")
    for field in (form.passwordEdit, form.againEdit):
        field.line.setText("mật khẩu mới")
    QTest.keyClick(form.codeEdit.line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert form.codeEdit.problem == sentence("login.wrong_recovery_code")
    form.codeEdit.line.setText(created.recovery_code.lower())
    QTest.keyClick(form.againEdit.line, Qt.Key.Key_Return)
    assert login._forgotten is None
    assert login.banner.text().startswith("Đã đặt mật khẩu mới")
    with qtbot.waitSignal(login.signed_in, timeout=20_000) as seen:
        QTest.keyClick(login.passwordEdit.line, Qt.Key.Key_Return)
    seen.args[0].close()


def test_esc_leads_back_to_the_login(qtbot, folder):
    login = a_login(qtbot, folder)
    login.ask_code()
    QTest.keyClick(login._forgotten.codeEdit.line, Qt.Key.Key_Escape)
    assert login._forgotten is None
    assert login.passwordEdit.isVisible()


def test_f1_explains_a_field_before_anybody_signs_in(founding):
    QTest.keyClick(founding.codeEdit.line, Qt.Key.Key_F1)
    bubble = founding.findChild(HelpBubble)
    words = " ".join(label.text() for label in bubble.findChildren(QLabel))
    assert "Mã do công đoàn cấp trên đặt" in words
