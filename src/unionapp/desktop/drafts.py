"""What is being typed, kept safe while it is typed: nobody is ever asked "save changes?"."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood in the fields of a form, word for word, and where the cursor was.

    `is_put_away`: the officer left the form; else the program ended while it was typed in.
    """

    form: str
    fields: Mapping[str, str] = field(default_factory=dict)
    cursor: str = ""
    is_put_away: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing worth keeping."""
        return not any(self.fields.values())


class DraftStore(Protocol):
    """Where drafts are kept; given by the caller."""

    def keep(self, draft: Draft) -> None:
        """Keep a draft in place of the one of the same form."""

    def recall(self, form: str) -> Draft | None:
        """The draft of a form."""

    def drop(self, form: str) -> None:
        """Forget the draft of a form."""

    def storing(self, form: str) -> AbstractContextManager[None]:
        """While the record of a form is stored: its draft goes with the same write."""


class SessionDrafts:
    """Drafts that last as long as the window; for tests and before a data folder is open."""

    def __init__(self) -> None:
        self.drafts: dict[str, Draft] = {}

    def keep(self, draft: Draft) -> None:
        self.drafts[draft.form] = draft

    def recall(self, form: str) -> Draft | None:
        return self.drafts.get(form)

    def drop(self, form: str) -> None:
        self.drafts.pop(form, None)

    @contextmanager
    def storing(self, form: str) -> Iterator[None]:
        yield
        self.drop(form)
