"""A machine that fails is told to the editor, and nothing is half changed."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from salon.cms.models import SourceChange
from salon.lib.machine_translators import DeepL, MachineRefuses, MachineSilent
from tests.cms.translations.conftest import told, translate, translation_to

pytestmark = pytest.mark.once

SILENT = MachineSilent(machine="LibreTranslate")


@dataclass
class Machine:
    """Answers with `status` and `body`, or with each sentence in capital letters; never while it `hangs`."""

    status: int = 200
    body: str = ""
    hangs: bool = False
    asked: int = 0
    url: str = ""
    over: threading.Event = field(default_factory=threading.Event)


def in_capitals(asked: bytes) -> str:
    """As LibreTranslate answers what is asked in JSON, and DeepL what comes as a form."""
    if asked.startswith(b"{"):
        return json.dumps({"translatedText": [sentence.upper() for sentence in json.loads(asked)["q"]]})
    return json.dumps({"translations": [{"text": sentence.upper()} for sentence in parse_qs(asked.decode())["text"]]})


@pytest.fixture
def machine(settings: Settings) -> Iterator[Machine]:
    """A LibreTranslate that this site is set to."""
    machine = Machine()

    class Talk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            machine.asked += 1
            said = self.rfile.read(int(self.headers["Content-Length"]))
            if machine.hangs:
                machine.over.wait(10)
                return
            body = (machine.body or in_capitals(said)).encode()
            self.send_response(machine.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Talk) as server:
        machine.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        options = {"LIBRETRANSLATE_URL": machine.url, "API_KEY": "", "TIMEOUT": 0.3}
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
            "CLASS": "salon.lib.machine_translators.Libre",
            "OPTIONS": options,
        }
        try:
            yield machine
        finally:
            machine.over.set()
            server.shutdown()
            thread.join()


@pytest.fixture
def deepl(machine: Machine, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """The same as a DeepL, whose address is no setting."""
    options = {"AUTH_KEY": "k:fx"}
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "salon.lib.machine_translators.DeepL", "OPTIONS": options}
    monkeypatch.setattr(DeepL, "get_api_endpoint", lambda _deepl: machine.url)
    return machine


@pytest.fixture
def ask(lena: Browser, page) -> Callable[[], str]:
    """Lena presses the machine's button in the Ukrainian translation; what she is told."""

    def run() -> str:
        address = reverse("wagtail_localize:machine_translate", args=[translation_to(page, "uk").pk])
        answer = lena.post(address, {"next": "/admin/"})
        assert (answer.status_code, answer["Location"]) == (302, "/admin/")
        return told(answer)

    return run


def test_what_a_machine_proposes_is_entered(machine: Machine, page, ask) -> None:
    assert "LibreTranslate" in ask()
    total, done = translation_to(page, "uk").get_progress()
    assert (done, machine.asked) == (total, 1)


@pytest.mark.parametrize("said", ["<!--><img src=x onerror=alert(1)> -->", "<script>1</script>", "\u200b "])
def test_what_a_machine_may_not_say_stays_open(machine: Machine, page, ask, said: str) -> None:
    total, done = translation_to(page, "uk").get_progress()
    machine.body = json.dumps({"translatedText": [said] * (total - done)})
    ask()
    # An address is made from the title, or stays.
    assert translation_to(page, "uk").get_progress()[1] <= done + 1
    held_back = StringTranslation.objects.filter(locale__language_code="uk", has_error=True)
    assert all(sentence.get_error() for sentence in held_back)
    assert held_back.exists()


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"status": 403, "body": '{"error": "Invalid API key"}'}, MachineRefuses(machine="LibreTranslate", status=403)),
        ({"status": 500}, SILENT),
        ({"hangs": True}, SILENT),
        ({"body": "<html>It works</html>"}, SILENT),
        ({"body": '{"translatedText": ["one"]}'}, SILENT),
    ],
)
def test_a_machine_that_fails_is_told_and_nothing_is_entered(machine: Machine, ask, wrong, refusal) -> None:
    before = StringTranslation.objects.count()
    for name, value in wrong.items():
        setattr(machine, name, value)
    assert ask() == str(refusal)
    assert StringTranslation.objects.count() == before
    assert machine.asked == 1


def test_a_machine_that_is_not_there_is_told(settings: Settings, machine: Machine, ask) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR["OPTIONS"]["LIBRETRANSLATE_URL"] = "http://127.0.0.1:9"
    assert ask() == str(SILENT)


@pytest.mark.parametrize(
    ("status", "body", "refusal"),
    [
        (403, '{"message": "Forbidden"}', MachineRefuses(machine="DeepL", status=403)),
        (456, "-", MachineRefuses(machine="DeepL", status=456)),
        (503, "-", MachineSilent(machine="DeepL")),
        (200, '{"message": "?"}', MachineSilent(machine="DeepL")),
    ],
)
def test_a_deepl_that_fails_is_told_too(deepl: Machine, ask, status: int, body: str, refusal) -> None:
    deepl.status, deepl.body = status, body
    before = StringTranslation.objects.count()
    assert ask() == str(refusal)
    assert StringTranslation.objects.count() == before


def test_an_update_that_asks_a_machine_is_all_or_nothing(machine: Machine, page, lena: Browser) -> None:
    translate(page, "uk")
    page.intro = "Etwas anderes."
    page.save_revision().publish()
    machine.status = 500
    source = translation_to(page, "uk").source
    read_at, before = source.last_updated_at, StringTranslation.objects.count()
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    answer = lena.post(address, {"use_machine_translation": "on"})
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert told(answer) == str(SILENT)
    source.refresh_from_db()
    assert (source.last_updated_at, StringTranslation.objects.count()) == (read_at, before)
    assert SourceChange.objects.filter(source=source).exists()


def test_a_long_page_goes_to_deepl_in_parts(deepl: Machine) -> None:
    german, english = (Locale.objects.get(language_code=code) for code in ("de", "en"))
    sentences = [StringValue(f"satz {number}") for number in range(120)]
    said = DeepL({"AUTH_KEY": "k:fx"}).translate(german, english, sentences)
    assert [found.data for found in said.values()] == [f"SATZ {number}" for number in range(120)]
    assert deepl.asked == 3
