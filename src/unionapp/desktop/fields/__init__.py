"""The fields of forms: what officers type, read the way they mean it."""

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

FIELDS: tuple[type[Field], ...] = (
    CheckField,
    ChoiceField,
    CountField,
    DateField,
    IdNumberField,
    InsuranceNumberField,
    LookupField,
    MoneyField,
    NameField,
    NoteField,
    PartialDateField,
    PhoneField,
    TextField,
)

__all__ = [
    "FIELDS",
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
