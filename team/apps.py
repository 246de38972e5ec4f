from django.apps import AppConfig

from salon.cms.registries import plain_parts
from salon.cms.titles import keep_titles


class TeamConfig(AppConfig):
    name = "team"
    verbose_name = "Team"

    def ready(self) -> None:
        from team.plain_words import team_in_words  # noqa: PLC0415 - models are there only now

        keep_titles(self.get_model("MasterPage"))
        plain_parts.register(team_in_words)
