"""Everything kept about one person, with purpose and ground; consents are given and taken back."""

from collections.abc import Mapping

from typing_extensions import override

from unionapp.desktop.commands import Actions
from unionapp.desktop.desk import Desk
from unionapp.desktop.fact_sheet import FactSheet, Section
from unionapp.desktop.fields import Choice, ChoiceField, DateField, LookupField, TextField
from unionapp.desktop.grids import Column
from unionapp.desktop.grids.paged import Row
from unionapp.desktop.notices import explaining
from unionapp.desktop.people import find_people
from unionapp.desktop.privacy.look_list import kind_words
from unionapp.desktop.short_page import ShortPage
from unionapp.desktop.side_panel import SidePanel
from unionapp.desktop.side_stack import SideStack
from unionapp.desktop.stamps import local_stamp
from unionapp.errors import Invalid, Problem
from unionapp.membership.codes import code_list
from unionapp.membership.data_rights import (
    ConsentRow,
    KeptFact,
    MyData,
    gather_my_data,
    give_consent,
    withdraw_consent,
)
from unionapp.membership.privacy import HIDDEN, field_label, field_purposes, reveal_field
from unionapp.vietnamese.dates import table_date
from unionapp.vietnamese.identity import mask

COLUMNS = (
    Column("label", "Dữ liệu", 22),
    Column("value", "Đang giữ", 28),
    Column("purpose", "Để làm gì", 34),
    Column("basis", "Căn cứ", 30),
)


class ConsentPanel(SidePanel):
    """Notes that somebody agreed to something."""

    purposeEdit: ChoiceField
    givenOnEdit: DateField
    formEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "privacy/consent_panel")
        self._member_id = 0
        self.purposeEdit.set_choices([(it.code, it.name) for it in code_list("consent").codes])

    def show_person(self, member_id: int, name: str) -> None:
        """Ask what was agreed to."""
        self._member_id = member_id
        self.begin("Ghi sự đồng ý", name)
        self.givenOnEdit.set_value(self.desk.office.today)
        self.purposeEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        purpose, on = self.purposeEdit.value(), self.givenOnEdit.value()
        missing = [
            Problem("field.needed", field=it)
            for it, value in (("purpose", purpose), ("given_on", on))
            if value is None
        ]
        if missing or purpose is None or on is None:
            raise Invalid(tuple(missing))
        form = self.formEdit.value() or ""
        row = give_consent(self.desk.office, self._member_id, purpose, on, form)
        return f"Đã ghi sự đồng ý: {row.purpose_name.lower()}.", row.id


class WithdrawPanel(SidePanel):
    """Notes that a consent was taken back."""

    onEdit: DateField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "privacy/withdraw_panel")
        self._consent_id = 0

    def show_consent(self, row: ConsentRow) -> None:
        """Ask for the day."""
        self._consent_id = row.id
        self.begin("Rút lại sự đồng ý", row.purpose_name)
        self.onEdit.set_value(self.desk.office.today)
        self.onEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        on = self.onEdit.value()
        if on is None:
            raise Invalid((Problem("field.needed", field="on"),))
        row = withdraw_consent(self.desk.office, self._consent_id, on)
        return f"Đã ghi rút lại: {row.purpose_name.lower()}.", row.id


class PersonData(ShortPage):
    """The data of one person who is looked up."""

    concerns = frozenset({"member", "consent", "data_request"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "my_data", "Dữ liệu của một người", COLUMNS, noun="mục")
        self._data: MyData | None = None
        self._is_revealed = False
        self._member_id = 0
        self.personEdit = LookupField()
        self.personEdit.setAccessibleName("Đoàn viên")
        self.personEdit.set_placeholder("tên đoàn viên")
        find_people(self.personEdit, desk.office)
        self.personEdit.chosen.connect(self._choose)
        self.add_filter(self.personEdit)
        self.sheet = FactSheet("Tìm một đoàn viên để xem mọi dữ liệu đang giữ về người đó.")
        self.consent_panel, self.withdraw_panel = ConsentPanel(desk), WithdrawPanel(desk)
        self.side = SideStack(self, self.sheet, [self.consent_panel, self.withdraw_panel])
        self.set_primary("add", self.add, key_set=desk.key_set)
        self.primaryButton.setText("Ghi đồng ý (Ctrl+N)")
        self.set_empty(
            "Gõ tên đoàn viên ở dòng lọc: mỗi dữ liệu đang giữ hiện ra kèm mục đích và căn cứ.",
            "Tìm đoàn viên",
            self.personEdit.setFocus,
        )
        self.actions_ = Actions(
            self,
            {
                "add": self.add,
                "reveal": self.reveal,
                "withdraw": self.withdraw,
                "refresh": self.refresh,
            },
            key_set=desk.key_set,
            permissions=desk.permissions,
        )
        for name in ("reveal", "withdraw"):
            self.sheet.add_deed(self.actions_[name])
        self.side.done.connect(lambda _done: self.refresh())

    def show_person(self, member_id: int) -> None:
        """Show what is kept about a member."""
        self._member_id, self._is_revealed = member_id, False
        self.refresh()
        if self._data is not None:
            self.personEdit.set_value(Choice(member_id, self._data.full_name))

    def add(self) -> None:
        """Note a consent of the person who is shown."""
        if self._data is None:
            self.banner.say("Hãy tìm đoàn viên trước.")
            self.personEdit.setFocus()
            return
        self.side.open_panel(self.consent_panel)
        self.consent_panel.show_person(self._member_id, self._data.full_name)

    def withdraw(self) -> None:
        """Take the newest consent back that still stands."""
        standing = self._standing()
        if standing:
            self.side.open_panel(self.withdraw_panel)
            self.withdraw_panel.show_consent(standing[-1])

    def reveal(self) -> None:
        """Show what is masked, to whom it belongs; the journal keeps who looked at what."""
        if self._data is not None:
            labels = {it.label for it in self._data.facts}
            with explaining(self.banner):
                for field in field_purposes().values():
                    if field.is_sensitive and field.label in labels:
                        reveal_field(self.desk.office, self._member_id, field.name)
                self._is_revealed = True
                self.refresh()

    @override
    def refresh(self) -> None:
        self._data = None
        if self._member_id:
            with explaining(self.banner):
                self._data = gather_my_data(self.desk.office, self._member_id)
        super().refresh()
        refused = set() if self._standing() else {"withdraw"}
        refused |= {"reveal"} if self._is_revealed else set()
        self.actions_.allow(has_selection=self._data is not None, refused=refused)
        if self._data is None:
            self.sheet.clear()
        else:
            self.sheet.show_facts(self._data.full_name, self._data.code, _sections(self._data))

    @override
    def read_rows(self) -> Mapping[int, Row]:
        facts = self._data.facts if self._data else ()
        return {
            at: (it.label, self._shown(it), it.purpose, it.basis) for at, it in enumerate(facts)
        }

    def _shown(self, fact: KeptFact) -> str:
        if self._is_revealed or fact.label not in _sensitive_labels():
            return fact.value
        return mask(fact.value) if fact.value.isdecimal() else HIDDEN

    def _standing(self) -> list[ConsentRow]:
        consents = self._data.consents if self._data else ()
        return [it for it in consents if it.withdrawn_on is None]

    def _choose(self, choice: Choice | None) -> None:
        if choice is not None and choice.key != self._member_id:
            self._member_id, self._is_revealed = int(choice.key), False
            self.refresh()


def _sensitive_labels() -> frozenset[str]:
    return frozenset(it.label for it in field_purposes().values() if it.is_sensitive)


def _sections(data: MyData) -> tuple[Section, ...]:
    return (
        Section("Đã đồng ý", tuple(map(_consent, data.consents)) or (("", "Chưa ghi."),)),
        Section(
            "Yêu cầu", tuple((table_date(it.received_on), it.kind_name) for it in data.requests)
        ),
        Section("Chức vụ", tuple((table_date(it.started_on), it.post_name) for it in data.posts)),
        Section("Bồi dưỡng", tuple((table_date(it.last_on), it.course) for it in data.trainings)),
        Section(
            "Hoàn cảnh khó khăn",
            tuple((table_date(it.first_on), f"{it.kind_name} {HIDDEN}") for it in data.hardships),
        ),
        Section("Ảnh", (("", f"{-(-data.photo_size // 1024)} KB"),) if data.photo_size else ()),
        Section(
            "Ai đã xem",
            tuple(
                (
                    local_stamp(it.at),
                    f"{it.officer} {kind_words(it.kind)} {field_label(it.what).lower()}",
                )
                for it in data.looks
            ),
        ),
        Section(
            "Biến động",
            tuple((table_date(it.effective_on), it.kind_name) for it in reversed(data.events)),
        ),
    )


def _consent(row: ConsentRow) -> tuple[str, str]:
    back = f", rút lại {table_date(row.withdrawn_on)}" if row.withdrawn_on else ""
    return table_date(row.given_on), f"{row.purpose_name} ({row.form}){back}"
