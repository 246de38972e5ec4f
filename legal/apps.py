from django.apps import AppConfig
from django.utils.module_loading import import_string

from salon.cms.registries import PersonalData, foot_links, personal_data, shown_on_pages

# A legal declaration and its proof: erasing a person leaves it, and time takes it (docs/privacy.md).
WITHDRAWAL = PersonalData("legal.Withdrawal", ("name", "email", "reference", "message", "declaration"))


class LegalConfig(AppConfig):
    name = "legal"

    def ready(self) -> None:
        personal_data.register(WITHDRAWAL)
        shown_on_pages.register("legal.LegalSettings")
        foot_links.register(import_string("legal.selectors.withdrawal_links"))
