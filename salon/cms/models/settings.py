"""Facts about the salon that are the same in every language."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from salon.cms.statistics import Tools, statistics_problems
from salon.lib import phone
from salon.lib.list_fields import ChoiceList
from salon.lib.public_holidays import all_names
from salon.lib.rounds import once_a_round

# ISO 3166-2 codes without the country, as the `holidays` package knows them.
FEDERAL_STATES = [
    ("BW", "Baden-Württemberg"),
    ("BY", "Bayern"),
    ("BE", "Berlin"),
    ("BB", "Brandenburg"),
    ("HB", "Bremen"),
    ("HH", "Hamburg"),
    ("HE", "Hessen"),
    ("MV", "Mecklenburg-Vorpommern"),
    ("NI", "Niedersachsen"),
    ("NW", "Nordrhein-Westfalen"),
    ("RP", "Rheinland-Pfalz"),
    ("SL", "Saarland"),
    ("SN", "Sachsen"),
    ("ST", "Sachsen-Anhalt"),
    ("SH", "Schleswig-Holstein"),
    ("TH", "Thüringen"),
]
POSTCODE = re.compile(r"[0-9]{5}")


@register_setting(icon="home", order=100)
class SalonSettings(BaseGenericSetting):
    """Address, contact and holidays: one salon, one site, one row."""

    legal_name = models.CharField(_("legal name"), max_length=120, blank=True)
    owner_name = models.CharField(_("owner"), max_length=120, blank=True)
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True, help_text=_("With country code: +49 …"))
    email = models.EmailField(_("email"), blank=True)
    vat_id = models.CharField(_("VAT number"), max_length=20, blank=True)
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    federal_state = models.CharField(_("federal state"), max_length=2, choices=FEDERAL_STATES, default="ST")
    closed_on_holidays = models.BooleanField(_("closed on public holidays"), default=True)
    open_holidays = ChoiceList(
        _("holidays on which we work"),
        offered=all_names,
        default=list,
        blank=True,
        help_text=_('Their German names, for example: ["Reformationstag"].'),
    )

    ga4_id = models.CharField(
        _("Google Analytics: measurement ID"),
        max_length=20,
        blank=True,
        help_text=_("For example G-AB12CD34EF. Empty: the site knows nothing of Google."),
    )
    matomo_url = models.URLField(
        _("Matomo: address"), blank=True, help_text=_("For example https://statistik.example.de/, with a site number.")
    )
    matomo_site = models.PositiveIntegerField(_("Matomo: site number"), null=True, blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("legal_name"), FieldPanel("owner_name")]),
                FieldRowPanel([FieldPanel("street"), FieldPanel("postcode")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldRowPanel([FieldPanel("vat_id"), FieldPanel("founded")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Address and contact"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("federal_state"),
                FieldPanel("closed_on_holidays"),
                FieldPanel("open_holidays", help_text=_("What is no holiday in your federal state changes nothing.")),
            ],
            heading=_("Public holidays"),
        ),
        MultiFieldPanel(
            [FieldPanel("ga4_id"), FieldRowPanel([FieldPanel("matomo_url"), FieldPanel("matomo_site")])],
            heading=_("Statistics by others"),
            help_text=_(
                "As soon as one is set, every guest is asked and may say no; before a yes nothing of it is loaded."
                " Please say so in the privacy policy too. The salon’s own figures need neither."
            ),
        ),
    ]

    class Meta:
        verbose_name = _("salon")

    def __str__(self) -> str:
        return self.legal_name

    def clean(self) -> None:
        super().clean()
        if not isinstance(self.open_holidays, list) or not all(isinstance(name, str) for name in self.open_holidays):
            raise ValidationError({"open_holidays": _("Please enter a list of names.")})
        if self.postcode and not POSTCODE.fullmatch(self.postcode):
            raise ValidationError({"postcode": _("A German postcode has five digits.")})
        if self.phone:
            number = phone.e164(self.phone)
            if number is None:
                raise ValidationError({"phone": _("This is not a complete phone number.")})
            self.phone = number

        self.ga4_id = self.ga4_id.strip().upper()
        if problems := statistics_problems(self.ga4_id, self.matomo_url, self.matomo_site):
            raise ValidationError(problems)

    @property
    def phone_shown(self) -> str:
        return phone.shown(self.phone)


@once_a_round
def salon_settings() -> SalonSettings:
    """The one row, once for all parts of a page."""
    return SalonSettings.load()


def statistics_tools() -> Tools:
    """The tools of others that this salon has set; false where there is none."""
    facts = salon_settings()
    address = f"{facts.matomo_url.rstrip('/')}/" if facts.matomo_url else ""
    return Tools(facts.ga4_id, address, facts.matomo_site)
