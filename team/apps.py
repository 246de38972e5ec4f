from django.apps import AppConfig

from salon.cms.titles import keep_titles


class TeamConfig(AppConfig):
    name = "team"
    verbose_name = "Team"

    def ready(self) -> None:
        keep_titles(self.get_model("MasterPage"))
