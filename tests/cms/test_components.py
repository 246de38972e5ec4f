"""The templates everything is built from: they compile, obey the policy, and wire labels, hints and errors together."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template.loader import get_template, render_to_string

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    file
    for app in ("salon", "home", "search", "booking", "team", "legal")
    for file in (ROOT / app).glob("**/templates/**/*.html")
)
OURS = sorted((ROOT / "salon" / "templates").glob("**/*.html"))


class Contact(forms.Form):
    name = forms.CharField(label="Name", help_text="So, wie wir Sie ansprechen sollen.")
    consent = forms.BooleanField(label="Ich bin einverstanden.")


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_every_template_compiles(file):
    get_template(str(file.relative_to(ROOT / "salon" / "templates")))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_template_names_a_foreign_host(file):
    """Code and styles in templates are the business of `tests/architecture/test_templates.py`."""
    assert "https://" not in file.read_text(encoding="utf-8")


def test_the_page_for_our_own_mistakes_needs_neither_request_nor_database():
    html = render_to_string("500.html")
    assert "<h1>" in html


def test_a_field_reads_label_hint_error_control():
    html = render_to_string("components/field.html", {"field": Contact({"name": ""})["name"]})
    parts = ["<label", 'class="hint"', 'class="error"', "<input"]
    assert [html.index(part) for part in parts] == sorted(html.index(part) for part in parts)


def test_a_field_with_an_error_is_announced_with_hint_and_error():
    html = render_to_string("components/field.html", {"field": Contact({"name": ""})["name"]})
    described = re.search(r'aria-describedby="([^"]+)"', html).group(1).split()
    assert described == ["id_name_helptext", "id_name_error"]
    assert all(f'id="{one}"' in html for one in described)
    assert 'aria-invalid="true"' in html


def test_a_box_to_tick_is_inside_its_label():
    html = render_to_string("components/tick.html", {"field": Contact()["consent"]})
    assert re.search(r'<label class="consent" for="id_consent"><input[^>]+class="tick"', html)


def test_the_list_of_errors_leads_to_the_fields():
    html = render_to_string("components/form_errors.html", {"form": Contact({})})
    assert 'href="#id_name"' in html
    assert 'role="alert" tabindex="-1"' in html


def test_missing_values_leave_no_trace():
    html = render_to_string("components/receipt.html", {"rows": [{"label": "Preis", "lines": ["ab 166 €"]}]})
    assert html.count("<dd") == 1
    assert "<a" not in html
