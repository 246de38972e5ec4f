"""The style guide in the admin: every block and component as the site shows it, with sample data."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from salon.cms.blocks import Body, Works

# Made once, so that Wagtail's preview knows them by their ids.
SHOWN = (*Body().child_blocks.values(), Works().child_blocks["certificates"])
COLOURS = ("paper", "paper-raised", "paper-sunk", "ink", "ink-soft", "accent", "accent-wash", "good", "bad", "night")


class Look(WagtailAdminTemplateMixin, TemplateView):
    """A frame a block, so that it answers to its own width; they load as they come into view."""

    template_name = "cms/admin/look.html"
    page_title = _("Look")
    header_icon = "view"
    breadcrumbs_items = [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        preview = reverse("wagtailadmin_block_preview")
        blocks = [
            {"label": block.label, "text": block.get_description(), "url": f"{preview}?id={block.definition_prefix}"}
            for block in SHOWN
            if block.is_previewable
        ]
        return {**super().get_context_data(**kwargs), "blocks": blocks, "components": reverse("look_components")}


class Components(TemplateView):
    """Colours, type, buttons, notices, fields on one page in the site's dress."""

    template_name = "cms/admin/look_components.html"
    extra_context = {
        "colours": COLOURS,
        "page_title": _("Components"),
    }


def urls() -> list[URLPattern]:
    return [
        path("look/", Look.as_view(), name="look"),
        path("look/components/", Components.as_view(), name="look_components"),
    ]


def menu_item() -> MenuItem:
    return MenuItem(_("Look"), reverse("look"), name="look", icon_name="view", order=900)
