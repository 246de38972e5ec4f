from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from salon.cms.registries import PersonalData, personal_data


class OutboxConfig(AppConfig):
    name = "salon.outbox"
    label = "outbox"
    verbose_name = "Messages"

    def ready(self) -> None:
        personal_data.register(PersonalData("outbox.Message", ("context", "sent_to", "problem")))
        autodiscover_modules("messages")
