"""What the last audit found. Kept, because looking at every page takes a while."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from salon.cms.findings import FindingKind, Severity, finding_kinds
from salon.lib.language import names
from salon.lib.urls import absolute, page_path


class SeoAudit(models.Model):
    """The last run; there is one row. `pages`: how many it has looked at."""

    finished_at = models.DateTimeField()
    pages = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.finished_at:%Y-%m-%d %H:%M}"


class SeoFinding(models.Model):
    """One finding; the sentence is made in the language of whoever reads it (`salon.cms.registries.Finding`)."""

    # It follows the pages; nobody "uses" a page by it.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    code = models.SlugField(max_length=40)
    severity = models.PositiveSmallIntegerField(choices=Severity)
    language = models.CharField(max_length=12)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="+")
    path = models.CharField(max_length=255, blank=True)
    url = models.CharField(max_length=255, blank=True)
    about = models.CharField(max_length=255, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("finding for search engines")
        verbose_name_plural = _("findings for search engines")

    def __str__(self) -> str:
        return self.sentence

    @property
    def kind(self) -> FindingKind | None:
        """None where it is not looked for any more."""
        return next((kind for kind in finding_kinds if kind.code == self.code), None)

    @property
    def label(self) -> str:
        return str(self.kind.label) if self.kind else self.code

    @property
    def sentence(self) -> str:
        return self.kind.say(self.details) if self.kind else self.code

    @property
    def title(self) -> str:
        return self.page.title if self.page else self.about

    @property
    def language_name(self) -> str:
        return names([self.language])

    @property
    def page_url(self) -> str:
        """Absolute, for tables that leave the admin; empty where it is about no page."""
        return absolute(page_path(self.page.locale.language_code, self.page.url_path)) if self.page else ""

    @property
    def full_mend_url(self) -> str:
        return absolute(self.mend_url) if self.mend_url else ""

    @property
    def mend_url(self) -> str:
        """The field in the admin; Wagtail opens its tab and scrolls to it."""
        address = self.url or (reverse("wagtailadmin_pages:edit", args=[self.page_id]) if self.page_id else "")
        return f"{address}#:w:contentpath={self.path}" if address and self.path else address
