from django.apps import AppConfig

from salon.cms.registries import LetterTable, PersonalData, letter_tables, personal_data
from salon.cms.titles import keep_titles


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Website"

    def ready(self) -> None:
        keep_titles(self.get_model("CategoryPage"))
        keep_titles(self.get_model("ServicePage"))
        personal_data.register(PersonalData("home.ContactSubmission", ("form_data", "email")))
        letter_tables.register(LetterTable("home.ContactSubmission", "email"))
