"""What the audit finds: the kinds of findings, which each check registers, and a finding of such a kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from salon.lib.registry import Registry


class Severity(models.IntegerChoices):
    """How much a finding of the audit matters; the worst first."""

    ERROR = 1, _("Error")
    WARNING = 2, _("Warning")
    HINT = 3, _("Hint")


@dataclass(frozen=True, slots=True)
class FindingKind:
    """What the audit looks for: its name in filters and the sentence that an editor reads.

    The sentence has `{placeholders}` for the finding's values; `meanings` are what such values stand for, by the name
    of the placeholder, `facts` what is the same in every finding: the rule's own numbers.
    """

    code: str
    severity: Severity
    label: str | Promise
    sentence: str | Promise
    meanings: Mapping[str, Mapping[str, str | Promise]] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)

    def say(self, values: Mapping[str, str]) -> str:
        """The sentence in the active language."""
        meant = {name: self.meanings.get(name, {}).get(value, value) for name, value in values.items()}
        return str(self.sentence).format(**self.facts, **meant)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the audit found, and where in the admin it is mended.

    `page`: a page's id, whose editor is opened at `path`, the field as Wagtail's content path ("body.<id>.heading");
    `url` leads elsewhere in the admin instead. `about` names what has no page. `language` is a language's code.
    """

    kind: FindingKind
    language: str
    values: Mapping[str, str] = field(default_factory=dict)
    page: int | None = None
    path: str = ""
    url: str = ""
    about: str = ""

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def sentence(self) -> str:
        return self.kind.say(self.values)


finding_kinds: Registry[FindingKind] = Registry()
