"""A course that some people attended."""

from collections.abc import Mapping

from typing_extensions import override

from unionapp.desktop.desk import Desk
from unionapp.desktop.fields import (
    CheckField,
    ChoiceField,
    CountField,
    DateField,
    LookupField,
    TextField,
)
from unionapp.desktop.people import find_people
from unionapp.desktop.side_panel import SidePanel
from unionapp.errors import Invalid, Problem
from unionapp.membership.codes import code_list
from unionapp.membership.trainings import TrainingDraft, add_training

MOST_NAMED = 4


class TrainingPanel(SidePanel):
    """Notes a course, of those who are given or of one who is looked up."""

    memberEdit: LookupField
    courseEdit: TextField
    topicEdit: ChoiceField
    firstOnEdit: DateField
    lastOnEdit: DateField
    daysEdit: CountField
    organiserEdit: TextField
    onlineEdit: CheckField
    certificateEdit: TextField

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "cadres/training_panel")
        self._people: tuple[int, ...] = ()
        find_people(self.memberEdit, desk.office)
        topics = code_list("training_topic").codes
        self.topicEdit.set_choices([(it.code, it.name) for it in topics])
        self.onlineEdit.set_words("Học trực tuyến")
        self.label_of("onlineEdit").setText("")

    def show_people(self, people: Mapping[int, str]) -> None:
        """Begin a course of these people; without any, one is looked up."""
        self._people = tuple(people)
        names = list(people.values())
        more = f" và {len(names) - MOST_NAMED} người khác" if len(names) > MOST_NAMED else ""
        hint = f"{', '.join(names[:MOST_NAMED])}{more}"
        self.begin("Ghi bồi dưỡng", hint or "Ai dự khóa học?")
        self.memberEdit.setVisible(not people)
        self.label_of("memberEdit").setVisible(not people)
        (self.courseEdit if people else self.memberEdit).setFocus()

    @override
    def act(self) -> tuple[str, object]:
        member, first, last = (
            self.memberEdit.value(),
            self.firstOnEdit.value(),
            self.lastOnEdit.value(),
        )
        people = self._people or ((member,) if isinstance(member, int) else ())
        needed = {
            "member": people,
            "course": self.courseEdit.value(),
            "topic": self.topicEdit.value(),
            "first_on": first,
            "last_on": last,
            "days": self.daysEdit.value(),
        }
        missing = [Problem("field.needed", field=it) for it, value in needed.items() if not value]
        if missing or first is None or last is None:
            raise Invalid(tuple(missing))
        draft = TrainingDraft(
            course=self.courseEdit.value() or "",
            topic=self.topicEdit.value() or "",
            first_on=first,
            last_on=last,
            days=self.daysEdit.value() or 0,
            organiser=self.organiserEdit.value(),
            is_online=self.onlineEdit.value(),
            certificate=self.certificateEdit.value(),
        )
        count = add_training(self.desk.office, people, draft)
        return f"Đã ghi khóa «{draft.course}» cho {count} người.", None
