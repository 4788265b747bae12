"""The fields of forms: what officers type, read the way they mean it.

Each is loaded when it is first asked for: the login is on screen before there is any calendar.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unionapp.desktop.fields.choice import CheckField, ChoiceField
    from unionapp.desktop.fields.dates import DateField, PartialDateField
    from unionapp.desktop.fields.field import Field, commit_typing, composed
    from unionapp.desktop.fields.identity import (
        IdNumberField,
        InsuranceNumberField,
        NameField,
        PhoneField,
    )
    from unionapp.desktop.fields.lookup import Choice, LookupField, find_in
    from unionapp.desktop.fields.money import CountField, MoneyField
    from unionapp.desktop.fields.text import NoteField, TextField

PLACES = {
    "CheckField": "choice",
    "ChoiceField": "choice",
    "DateField": "dates",
    "PartialDateField": "dates",
    "Field": "field",
    "commit_typing": "field",
    "composed": "field",
    "IdNumberField": "identity",
    "InsuranceNumberField": "identity",
    "NameField": "identity",
    "PhoneField": "identity",
    "Choice": "lookup",
    "LookupField": "lookup",
    "find_in": "lookup",
    "CountField": "money",
    "MoneyField": "money",
    "NoteField": "text",
    "TextField": "text",
}

__all__ = [
    "PLACES",
    "CheckField",
    "Choice",
    "ChoiceField",
    "CountField",
    "DateField",
    "Field",
    "IdNumberField",
    "InsuranceNumberField",
    "LookupField",
    "MoneyField",
    "NameField",
    "NoteField",
    "PartialDateField",
    "PhoneField",
    "TextField",
    "commit_typing",
    "composed",
    "find_in",
]


def __getattr__(name: str) -> object:
    if name not in PLACES:
        raise AttributeError(name)
    found: object = getattr(import_module(f"{__name__}.{PLACES[name]}"), name)
    globals()[name] = found
    return found
