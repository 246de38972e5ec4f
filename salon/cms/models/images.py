"""The salon's pictures."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class SalonImage(AbstractImage):
    """A picture with its focal point. Alt texts belong to the place where it is shown, in each language."""

    credit = models.CharField(_("credit"), max_length=120, blank=True, help_text=_("Who made it, if it must be said."))

    # What its place shows until it is there: its average, as "#b8c4b0"; empty until its sizes are made.
    colour = models.CharField(max_length=7, blank=True, editable=False)

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class SalonRendition(AbstractRendition):
    """A size of a picture, made ahead."""

    image = models.ForeignKey(SalonImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="cms_unique_rendition")
        ]
