from django.apps import AppConfig

from salon.cms.titles import keep_titles


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Website"

    def ready(self) -> None:
        keep_titles(self.get_model("CategoryPage"))
        keep_titles(self.get_model("ServicePage"))
