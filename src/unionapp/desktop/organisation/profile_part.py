"""The unit's profile: what letterheads and signature rows print, and the workers it counts."""

from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from unionapp.desktop.desk import Desk
from unionapp.desktop.entry import Entry
from unionapp.desktop.fields import CountField, NameField, NoteField, TextField
from unionapp.desktop.forms import load_form
from unionapp.desktop.notices import Banner, explaining
from unionapp.organisation.profile import UnitProfile, edit_profile, show_profile
from unionapp.organisation.tiers import list_tiers
from unionapp.organisation.units import parent_of

_TEXTS = ("place", "symbol", "address", "tax_code", "chair", "accountant", "cashier")


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
    workersTotalEdit: CountField
    workersFemaleEdit: CountField
    saveButton: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        form = load_form("organisation/profile", self)
        self._desk = desk
        self.banner = Banner()
        self.noticeColumn.addWidget(self.banner)
        self.letterheadEdit.show_hint("Mỗi dòng một cấp, đúng như in trên công văn; 1 đến 3 dòng.")
        self.entry = Entry(form, "organisation/profile", undo_list=desk.undo_list)
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
        self.workersTotalEdit.set_value(profile.workers_total or None)
        self.workersFemaleEdit.set_value(profile.workers_female or None)
        self.entry.above.be(self.entry.fields.kept())

    def save(self) -> None:
        """Keep the profile."""
        before = show_profile(self._desk.office)
        with explaining(self.banner, self.entry.problems):
            edit_profile(self._desk.office, self._typed())
            self.entry.saved()
            self._desk.undo_list.add("Đã cất hồ sơ đơn vị", lambda: self._put_back(before))

    def _typed(self) -> UnitProfile:
        lines = (self.letterheadEdit.value() or "").splitlines()
        texts: dict[str, Any] = {name: self._field(name).value() or "" for name in _TEXTS}
        return UnitProfile(
            letterhead=tuple(line.strip() for line in lines if line.strip()),
            workers_total=self.workersTotalEdit.value() or 0,
            workers_female=self.workersFemaleEdit.value() or 0,
            **texts,
        )

    def _put_back(self, profile: UnitProfile) -> None:
        edit_profile(self._desk.office, profile)

    def _field(self, name: str) -> TextField | NameField:
        first, *rest = name.split("_")
        field = self.entry.fields[f"{first}{''.join(map(str.capitalize, rest))}Edit"]
        assert isinstance(field, TextField | NameField)  # noqa: S101  # as the form says
        return field
