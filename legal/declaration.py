"""A declaration of withdrawal before it is sent, and how it reads."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Declaration:
    """What somebody typed, tidied; `email` is lower-cased. `key` is its own: by it a second click is the same one."""

    key: str
    name: str
    reference: str
    email: str
    message: str

    def lines(self) -> Sequence[str]:
        """Word by word what is declared, in the active language."""
        statement = _("I hereby withdraw from the contract for the service with reference {reference}.")
        said = [
            statement.format(reference=self.reference),
            f"{_('Name')}: {self.name}",
            f"{_('Email')}: {self.email}",
            *self.message.splitlines(),
        ]
        return [line for line in said if line.strip()]
