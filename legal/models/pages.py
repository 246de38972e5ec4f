"""Documents that the law asks for."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from legal import versions
from legal.contents import parts_of
from salon.cms.blocks import Sections
from salon.cms.models import BasePage

# Below a page: `version/12/` is what its revision 12 said.
VERSION = "version"


class LegalKind(models.TextChoices):
    IMPRINT = "imprint", _("imprint (§ 5 DDG)")
    PRIVACY = "privacy", _("privacy (Art. 13 GDPR)")
    TERMS = "terms", _("terms of booking")
    CANCELLATION = "cancellation", _("rules for cancelling")
    OTHER = "other", _("other document")


class LegalPage(BasePage):
    """A document reachable from the foot of every page of its language; one of a kind in each.

    What was published before stays readable below the page (`legal.versions`).
    """

    in_foot = True

    kind = models.CharField(_("kind"), max_length=12, choices=LegalKind, default=LegalKind.OTHER)
    valid_from = models.DateField(
        _("valid from"),
        null=True,
        blank=True,
        help_text=_("Stands on top of the page. If it is left empty, the day on which the text was published counts."),
    )
    note = models.CharField(
        _("note on top"),
        max_length=240,
        blank=True,
        help_text=_("For example that this is a sample text, or that the German version is binding."),
    )
    body = StreamField(Sections(), verbose_name=_("text"))

    # The day is synchronised too, but a translation may come later.
    override_translatable_fields = [SynchronizedField("kind", overridable=False)]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        FieldPanel("valid_from"),
        FieldPanel("note"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("note"), index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    page_description = _("Imprint, privacy and the like: linked from the foot of every page.")

    class Meta:
        verbose_name = _("legal page")
        verbose_name_plural = _("legal pages")

    def clean(self) -> None:
        super().clean()
        same = LegalPage.objects.live().filter(kind=self.kind, locale_id=self.locale_id).exclude(pk=self.pk)
        if self.kind != LegalKind.OTHER and same.exists():
            told = _("There is such a page in this language already. Please change that one: what it said is kept.")
            raise ValidationError({"kind": told})

    def anchors(self) -> frozenset[str]:
        """Each section with a heading has its own."""
        return frozenset({"earlier-versions", *(part.anchor for part in parts_of(self.body, may_number=False))})

    def route(self, request: HttpRequest, path_components: Sequence[str]) -> RouteResult:
        match path_components:
            case [word, number] if word == VERSION and number.isdecimal() and number == str(int(number)) and self.live:
                return RouteResult(self, kwargs={"revision": int(number)})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, revision: int | None = None, **kwargs: Any) -> HttpResponse:
        """The page, or what it said before; search engines are sent to what is valid."""
        if revision is None:
            return super().serve(request, *args, **kwargs)
        version = versions.find(self, revision)
        if version is None:
            raise Http404
        context = self.get_context(request) | {"version": version, "shown": versions.text_of(version)}
        answer = TemplateResponse(request, "legal/earlier_version.html", context)
        answer["X-Robots-Tag"] = "noindex"
        return answer
