"""What we do: the overview, a page a category, a page a service. Prices and minutes come from the catalogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from salon.cms.blocks import Article, QuestionList
from salon.cms.models import BasePage, FactPage, Pictured, picture_panel


class ServicesPage(BasePage):
    """All categories with their services, minutes and prices."""

    shows_prices = True

    intro = models.CharField(_("introduction"), max_length=240, blank=True)
    price_note = models.CharField(
        _("note on prices"), max_length=300, help_text=_("Say that VAT is included and what a from-price depends on.")
    )

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("price_note")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("price_note")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.CategoryPage"]
    max_count_per_parent = 1
    page_description = _("All categories with their services and prices.")

    class Meta:
        verbose_name = _("overview of services")
        verbose_name_plural = _("overviews of services")

    def anchors(self) -> frozenset[str]:
        """Each category has its own."""
        categories = CategoryPage._meta.get_field("category").related_model
        return frozenset(categories.objects.values_list("slug", flat=True))


class PricesPage(BasePage):
    """Everything at a glance, ready to print."""

    in_list = True
    shows_prices = True

    intro = models.CharField(_("introduction"), max_length=240, blank=True)
    valid_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("The prices themselves come from the catalogue.")
    )
    price_note = models.CharField(
        _("note on prices"), max_length=300, help_text=_("Say that VAT is included and what a from-price depends on.")
    )

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("valid_from"), FieldPanel("price_note")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    override_translatable_fields = [SynchronizedField("valid_from", overridable=False)]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    page_description = _("All prices on one page, ready to print.")

    class Meta:
        verbose_name = _("price list")
        verbose_name_plural = _("price lists")


class CategoryPage(Pictured, FactPage):
    """A category: a few words, a picture, its services."""

    fact = "category"
    offered_if = {"is_active": True}
    dated_by = ("services__changed_at",)

    category = models.ForeignKey(
        "booking.Category", on_delete=models.PROTECT, related_name="pages", verbose_name=_("category")
    )
    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [
        FieldPanel("category", help_text=_("The page takes its title from the category's text.")),
        FieldPanel("intro"),
        picture_panel(_("Picture")),
    ]
    override_translatable_fields = [
        SynchronizedField("category", overridable=False),
        SynchronizedField("title", overridable=False),
    ]
    search_fields = [*FactPage.search_fields, index.SearchField("intro")]
    parent_page_types = ["home.ServicesPage"]
    subpage_types = ["home.ServicePage"]
    page_description = _("A category with its services.")

    class Meta:
        verbose_name = _("page of a category")
        verbose_name_plural = _("pages of categories")


class ServicePage(Pictured, FactPage):
    """A service: what happens, what it costs, who does it, what guests ask."""

    fact = "service"
    offered_if = {"is_active": True, "category__is_active": True}
    dated_by = ("changed_at",)

    service = models.ForeignKey(
        "booking.Service", on_delete=models.PROTECT, related_name="pages", verbose_name=_("service")
    )
    body = StreamField(Article(), blank=True, verbose_name=_("text"))
    faq = StreamField(QuestionList(), blank=True, verbose_name=_("questions and answers"))

    content_panels = [
        FieldPanel("service", help_text=_("The page takes its title, minutes and prices from the service.")),
        picture_panel(_("Picture")),
        FieldPanel("body"),
        FieldPanel("faq"),
    ]
    override_translatable_fields = [
        SynchronizedField("service", overridable=False),
        SynchronizedField("title", overridable=False),
    ]
    search_fields = [*FactPage.search_fields, index.SearchField("body"), index.SearchField("faq")]
    parent_page_types = ["home.CategoryPage"]
    subpage_types: list[str] = []
    page_description = _("A service that can be booked.")

    class Meta:
        verbose_name = _("page of a service")
        verbose_name_plural = _("pages of services")
