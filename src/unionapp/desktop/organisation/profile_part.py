"""The unit's profile: what letterheads and signature rows print, and what the unit is."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.entry import Entry
from unionapp.desktop.fields import (
    CheckField,
    DateField,
    NameField,
    NoteField,
    PartialDateField,
    TextField,
)
from unionapp.desktop.forms import load_form
from unionapp.desktop.in_sight import KeptInSight
from unionapp.desktop.notices import Banner, explaining
from unionapp.organisation.profile import UnitProfile, edit_profile, show_profile
from unionapp.organisation.tiers import list_tiers
from unionapp.organisation.units import parent_of

_TEXTS = (
    "place",
    "symbol",
    "address",
    "tax_code",
    "chair",
    "accountant",
    "cashier",
    "employer_name",
    "representative",
    "industry",
    "zone",
    "regulations",
    "founding_no",
    "founding_on",
    "founding_by",
)
_ORGANS = ("party_org", "youth_org", "women_org")


class ProfilePart(QWidget):
    """The form of the profile."""

    unitLabel: QLabel
    noticeColumn: QVBoxLayout
    letterheadEdit: NoteField
    placeEdit: TextField
    symbolEdit: TextField
    addressEdit: TextField
    taxCodeEdit: TextField
    chairEdit: NameField
    accountantEdit: NameField
    cashierEdit: NameField
    signingSinceEdit: DateField
    foundingOnEdit: PartialDateField
    scrollArea: QScrollArea
    saveButton: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        form = load_form("organisation/profile", self)
        self._desk = desk
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.letterheadEdit.show_hint("Mỗi dòng một cấp, đúng như in trên công văn; 1 đến 3 dòng.")
        self.foundingOnEdit.set_sense("past")
        self.entry = Entry(
            form,
            "organisation/profile",
            today=desk.office.today,
            working=desk.working_day,
            undo_list=desk.undo_list,
        )
        for name in _ORGANS:
            self._box(name).box.setText("Có")
        KeptInSight(self.scrollArea, self.entry.fields.values())
        self.entry.save_asked.connect(self.save)
        self.saveButton.clicked.connect(self.entry.save)
        self.refresh()

    def refresh(self) -> None:
        """Show the profile as it is kept."""
        office = self._desk.office
        profile = show_profile(office)
        tier = next(it.name for it in list_tiers() if it.code == office.unit.tier)
        above = parent_of(office)
        upper = f"Cấp trên: {above.name} ({above.code})" if above else "Chưa khai cấp trên"
        self.unitLabel.setText(f"{office.unit.name} · mã {office.unit.code} · {tier} · {upper}")
        self.letterheadEdit.set_value("\n".join(profile.letterhead))
        for name in _TEXTS:
            self._field(name).set_value(getattr(profile, name))
        for name in _ORGANS:
            self._box(name).set_value(getattr(profile, name))
        self.entry.above.be(self.entry.fields.kept())

    def show_field(self, name: str) -> None:
        """Put the cursor into a field of the profile."""
        self._field(name).setFocus()

    def save(self) -> None:
        """Keep the profile."""
        before, since = show_profile(self._desk.office), self.signingSinceEdit.value()
        with explaining(self.banner, self.entry.problems):
            edit_profile(self._desk.office, self._typed(), signing_since=since)
            self.signingSinceEdit.set_value(None)
            self.entry.saved()
            self._desk.undo_list.add("Đã cất hồ sơ đơn vị", lambda: self._put_back(before, since))

    def _typed(self) -> UnitProfile:
        lines = (self.letterheadEdit.value() or "").splitlines()
        texts: dict[str, Any] = {name: self._field(name).value() or "" for name in _TEXTS}
        organs: dict[str, Any] = {name: self._box(name).value() for name in _ORGANS}
        return replace(
            show_profile(self._desk.office),
            letterhead=tuple(line.strip() for line in lines if line.strip()),
            **texts,
            **organs,
        )

    def _put_back(self, profile: UnitProfile, since: date | None) -> None:
        edit_profile(self._desk.office, profile, signing_since=since)

    def _field(self, name: str) -> TextField | NameField | NoteField | PartialDateField:
        field = self.entry.fields[_widget(name)]
        kinds = TextField | NameField | NoteField | PartialDateField
        assert isinstance(field, kinds)  # noqa: S101  # as the form says
        return field

    def _box(self, name: str) -> CheckField:
        field = self.entry.fields[_widget(name)]
        assert isinstance(field, CheckField)  # noqa: S101  # as the form says
        return field


def _widget(name: str) -> str:
    first, *rest = name.split("_")
    return f"{first}{''.join(map(str.capitalize, rest))}Edit"
