"""What an officer is typing, kept in the data file itself so that it is as safe as the records.

A draft is no record: it stands in no list and no journal, and goes when its record is saved.
"""

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from unionapp.database.tables import Setting
from unionapp.organisation.office import Office

_PREFIX = "form_draft"


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What stood in the fields of a form, word for word, and where the cursor was.

    `is_put_away`: the officer left the form; else the program ended while it was typed in.
    """

    form: str
    fields: Mapping[str, str]
    cursor: str
    kept_at: str
    is_put_away: bool = False


def keep_form_draft(
    office: Office,
    form: str,
    fields: Mapping[str, str],
    cursor: str,
    *,
    is_put_away: bool = False,
) -> None:
    """Keep a draft in place of the one this officer had of the same form.

    Raises:
        Trouble: the file is busy, full or out of reach; the earlier draft is still there.
    """
    kept = {
        "fields": dict(fields),
        "cursor": cursor,
        "at": office.moment(),
        "put_away": is_put_away,
    }
    value, name = json.dumps(kept, ensure_ascii=False), _key(office, form)
    # Not through the ORM: the journal of records is no place for half a sentence.
    with office.change("draft.keep") as session:
        session.execute(delete(Setting).where(Setting.name == name))
        session.execute(insert(Setting).values(name=name, value=value))


def find_form_draft(office: Office, form: str) -> FormDraft | None:
    """The draft this officer has of a form."""
    with office.read() as session:
        value = session.scalar(select(Setting.value).where(Setting.name == _key(office, form)))
    return None if value is None else _draft(form, value)


def drop_form_draft(office: Office, form: str) -> None:
    """Forget a draft; nothing happens where there is none."""
    if find_form_draft(office, form) is None:
        return  # the usual case must not cost a write to the disk
    with office.change("draft.drop") as session:
        _forget(session, office, form)


def storing_form_draft(office: Office, form: str) -> AbstractContextManager[None]:
    """The first change made inside forgets the draft of the form, both or neither."""
    return office.data.along(lambda session: _forget(session, office, form))


def _forget(session: Session, office: Office, form: str) -> None:
    session.execute(delete(Setting).where(Setting.name == _key(office, form)))


def list_form_drafts(office: Office) -> tuple[FormDraft, ...]:
    """Everything this officer has left unfinished, the latest first."""
    prefix = _key(office, "")
    query = select(Setting.name, Setting.value).where(
        Setting.name.startswith(prefix, autoescape=True)
    )
    with office.read() as session:
        found = [_draft(key.removeprefix(prefix), value) for key, value in session.execute(query)]
    return tuple(sorted(found, key=lambda draft: draft.kept_at, reverse=True))


def _key(office: Office, form: str) -> str:
    return f"{_PREFIX}/{office.unit.id}/{office.officer.id}/{form}"


def _draft(form: str, value: str) -> FormDraft:
    kept = json.loads(value)
    return FormDraft(form, kept["fields"], kept["cursor"], kept["at"], kept.get("put_away", False))
