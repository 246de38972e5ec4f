"""What a salon switches on because the law asks it to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="clipboard-list", order=130)
class LegalSettings(BaseGenericSetting):
    has_withdrawal = models.BooleanField(
        _("“Withdraw from contract” in the foot of every page"),
        default=False,
        help_text=_(
            "A form of two steps by which clients withdraw from a contract that they made online (§ 356a BGB). You need"
            " it as soon as there is such a right: for vouchers and goods, and for services. Whether it exists for an"
            " appointment at a fixed time depends on the service (§ 312g para. 2 no. 9 BGB). If in doubt, switch it on"
            " and ask a lawyer."
        ),
    )

    panels = [FieldPanel("has_withdrawal")]

    class Meta:
        verbose_name = _("legal duties")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
