"""The demo's clients: invented people with numbers that the Bundesnetzagentur keeps free for media."""

from random import Random

from booking.actions.clients import Contact

# Names as their owners write them, by language.
NAMES = {
    "de": (
        "Katrin Seidel",
        "Thomas Brückner",
        "Heike Neumann",
        "Julia Hartung",
        "Sabine Krause",
        "Lukas Behrendt",
        "Monika Ziegler",
        "Frieda Albrecht",
        "Paul Winkler",
        "Ute Lorenz",
        "Marlene Busch",
        "Jonas Kretschmer",
        "Renate Pohl",
        "Carla Engel",
    ),
    "ru": ("Светлана Вебер", "Елена Кох", "Наталья Миллер", "Виктор Беккер", "Людмила Шульц", "Ирина Вагнер"),
    "uk": ("Олена Ткаченко", "Оксана Бондар", "Марія Коваленко", "Тетяна Шевчук", "Андрій Мороз", "Юлія Савченко"),
    "en": ("Emma Clarke", "Sarah O’Neill", "Daniel Reed"),
}
# Berlin (0)30 23125 200 and up: a range for films and books (Bundesnetzagentur, "Drama-Nummern").
FIRST_NUMBER = 493023125200


def guests() -> list[tuple[Contact, str]]:
    """Everybody with the language they speak; each third has left an email address too."""
    people = [(name, code) for code, names in NAMES.items() for name in names]
    return [
        (Contact(name, phone=f"+{FIRST_NUMBER + 7 * place}", email=_email(place)), code)
        for place, (name, code) in enumerate(people)
    ]


class Queue:
    """Whose turn it is: everybody comes once before anybody comes again."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._waiting: list[tuple[Contact, str]] = []

    def next(self) -> tuple[Contact, str]:
        if not self._waiting:
            self._waiting = guests()
            self._chance.shuffle(self._waiting)
        return self._waiting.pop()


def _email(place: int) -> str:
    return f"gast{place:02}@example.org" if place % 3 == 0 else ""
