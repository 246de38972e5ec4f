"""wagtail-localize's machines: whatever goes wrong on the way to them is a refusal with a sentence for the editor."""

import logging
from collections.abc import Collection, Sequence

import requests
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.machine_translators.deepl import DeepLTranslator
from wagtail_localize.machine_translators.libretranslate import LibreTranslator
from wagtail_localize.strings import StringValue

from salon.lib.errors import Refusal

log = logging.getLogger(__name__)
Translated = dict[StringValue, StringValue]
# As many texts as DeepL takes in a request: https://developers.deepl.com/docs/api-reference/translate
AT_ONCE = 50


class NotTranslated(Refusal):
    """A machine gave no translations. Nothing was entered."""


class MachineRefuses(NotTranslated):
    code = "machine_refuses"
    sentence = _(
        "{machine} refused to translate (answer {status}): its key may be wrong or its quota used up. "
        "Nothing was changed."
    )


class MachineSilent(NotTranslated):
    code = "machine_silent"
    sentence = _("{machine} does not answer as it should. Nothing was changed; please try again later.")


class _Careful:
    """Over one of wagtail-localize's machines. It is asked once for all sentences, so it gives all or none."""

    display_name: str

    def translate(self, source_locale: Locale, target_locale: Locale, strings: Collection[StringValue]) -> Translated:
        """Raises NotTranslated: MachineRefuses where its answer is 4xx, MachineSilent where there is none, or one that
        is not understood.
        """
        try:
            return dict(super().translate(source_locale, target_locale, strings))  # type: ignore[misc]
        except requests.HTTPError as problem:
            log.warning("%s: %s", self.display_name, problem)
            status = problem.response.status_code if problem.response is not None else 0
            refused = MachineRefuses(machine=self.display_name, status=status)
            raise (refused if 400 <= status < 500 else MachineSilent(machine=self.display_name)) from problem
        except (requests.RequestException, LookupError, TypeError, ValueError) as problem:
            log.warning("%s: %r", self.display_name, problem)
            raise MachineSilent(machine=self.display_name) from problem


class Libre(_Careful, LibreTranslator):
    pass


class _DeepL(DeepLTranslator):
    def translate(self, source_locale: Locale, target_locale: Locale, strings: Collection[StringValue]) -> Translated:
        """wagtail-localize's own does not look whether the answer is one, and asks for a whole page at once."""
        asked = list(strings)
        parts = [asked[begin : begin + AT_ONCE] for begin in range(0, len(asked), AT_ONCE)]
        said = [answer for part in parts for answer in self._ask(source_locale, target_locale, part)]
        return dict(zip(asked, said, strict=True))

    def _ask(self, source_locale: Locale, target_locale: Locale, strings: Sequence[StringValue]) -> list[StringValue]:
        answer = requests.post(
            self.get_api_endpoint(),
            self.get_parameters(source_locale, target_locale, strings),
            headers=self.get_headers(),
            timeout=int(self.options.get("TIMEOUT", 30)),
        )
        answer.raise_for_status()
        return [StringValue(one["text"]) for one in answer.json()["translations"]]


class DeepL(_Careful, _DeepL):
    pass
