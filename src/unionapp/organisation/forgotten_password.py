"""A new password for an officer who forgot theirs, by the code on the recovery sheet."""

from pathlib import Path

from unionapp.database.keyring import write_keyring
from unionapp.errors import Refusal
from unionapp.organisation.data_folder import keyring_path, read_folder_keyring


def reset_password(folder: Path, officer: str, code: str, new_password: str) -> None:
    """Let an officer sign in with a new password; the data and everybody else's stay as they are.

    What was locked with the officer's own secret, their signing key, is lost with the password.

    Raises:
        Refusal: login.unknown_officer, login.wrong_recovery_code, login.password_needed.
        Trouble: data.missing, data.foreign, data.damaged, data.keyring_*.
    """
    keyring = read_folder_keyring(folder)
    if officer not in keyring.officers:
        raise Refusal("login.unknown_officer", officer=officer)
    if not new_password:
        raise Refusal("login.password_needed")
    opened = keyring.open_by_recovery(code)
    changed = keyring.with_officer(officer, new_password, opened.data_key)
    write_keyring(keyring_path(folder), changed)
