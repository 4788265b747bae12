"""A post is taken up, and given up."""

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import (
    CheckField,
    Choice,
    ChoiceField,
    DateField,
    LookupField,
    MoneyField,
    TextField,
    find_in,
)
from unionapp.desktop.people import find_people
from unionapp.desktop.side_panel import SidePanel
from unionapp.errors import Invalid, Problem
from unionapp.membership.cadres import CadreDraft, CadreRow, appoint, end_post, list_terms
from unionapp.membership.codes import code_list
from unionapp.membership.groups import list_groups
from unionapp.membership.posts import posts
from unionapp.vietnamese.dates import table_date


class PostPanel(SidePanel):
    """Puts a member in a post."""

    memberEdit: LookupField
    postEdit: ChoiceField
    groupEdit: LookupField
    termEdit: ChoiceField
    howEdit: ChoiceField
    startedOnEdit: DateField
    decisionNoEdit: TextField
    decisionOnEdit: DateField
    allowanceEdit: MoneyField
    fullTimeEdit: CheckField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "cadres/post_panel")
        find_people(self.memberEdit, desk.office)
        self.fullTimeEdit.set_words("Chuyên trách")
        self.label_of("fullTimeEdit").setText("")
        self.postEdit.set_choices([(code, post.name) for code, post in posts().items()])
        self.howEdit.set_choices([(it.code, it.name) for it in code_list("cadre_how").codes])
        self.postEdit.changed.connect(self._fit)

    def show_new(self) -> None:
        """Begin an empty post in the newest term."""
        terms = list_terms(self.desk.office)
        self.termEdit.set_choices([(str(it.id), it.name) for it in terms])
        groups = [Choice(it.id, it.name) for it in list_groups(self.desk.office)]
        self.groupEdit.set_source(find_in(groups))
        self.begin("Bổ nhiệm, bầu")
        self.termEdit.set_value(str(terms[0].id) if terms else None)
        self.startedOnEdit.set_value(self.desk.working_day)
        self._fit()
        self.memberEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        member, post = self.memberEdit.value(), self.postEdit.value()
        on, group, term = self.startedOnEdit.value(), self.groupEdit.value(), self.termEdit.value()
        needed = {"member": member, "post": post, "started_on": on}
        missing = [Problem("field.needed", field=it) for it, value in needed.items() if not value]
        if missing or not isinstance(member, int) or post is None or on is None:
            raise Invalid(tuple(missing))
        row = appoint(
            self.desk.office,
            CadreDraft(
                member_id=member,
                post=post,
                started_on=on,
                group_id=group if isinstance(group, int) else None,
                term_id=int(term) if term else None,
                how=self.howEdit.value(),
                decision_no=self.decisionNoEdit.value(),
                decision_on=self.decisionOnEdit.value(),
                is_full_time=self.fullTimeEdit.value(),
                allowance=self.allowanceEdit.value(),
            ),
        )
        return f"{row.full_name} giữ chức {row.post_name} từ {table_date(row.started_on)}.", row.id

    def _fit(self) -> None:
        post = posts().get(self.postEdit.value() or "")
        is_of_group = post is not None and post.body == "TO"
        self.groupEdit.setVisible(is_of_group)
        self.label_of("groupEdit").setVisible(is_of_group)
        hours = f"Được dành {post.hours} giờ mỗi tháng" if post and post.hours else ""
        self.postEdit.show_hint(hours)


class EndPanel(SidePanel):
    """Ends a post."""

    onEdit: DateField
    reasonEdit: ChoiceField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "cadres/end_panel")
        self._row: CadreRow | None = None
        self.reasonEdit.set_choices([(it.code, it.name) for it in code_list("cadre_end").codes])

    def show_post(self, row: CadreRow) -> None:
        """Ask for the day and the reason."""
        self._row = row
        self.begin("Thôi chức vụ", f"{row.full_name}, {row.post_name}")
        self.onEdit.set_value(self.desk.working_day)
        self.reasonEdit.setFocus()

    @override
    def act(self) -> tuple[str, object]:
        on, reason, row = self.onEdit.value(), self.reasonEdit.value(), self._row
        missing = [
            Problem("field.needed", field=it)
            for it, value in (("on", on), ("reason", reason))
            if value is None
        ]
        if missing or on is None or reason is None or row is None:
            raise Invalid(tuple(missing))
        ended = end_post(self.desk.office, row.id, on, reason)
        return f"{ended.full_name} thôi chức {ended.post_name} từ {table_date(on)}.", ended.id
