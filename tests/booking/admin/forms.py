"""Post Wagtail's forms the way a browser does: what the page shows, with some fields typed anew."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.test import Client as Browser


def shown(browser: Browser, url: str) -> dict[str, str]:
    """Everything that the form at `url` would send back untouched."""
    form = browser.get(url).context["form"]
    return dict(_fields(form))


def submit(browser: Browser, url: str, typed: Mapping[str, str]) -> Any:
    """Post the form at `url` with these fields changed."""
    return browser.post(url, shown(browser, url) | typed)


def refused(answer: Any) -> list[str]:
    """The names of the refused fields of form and formsets; empty where it was saved."""
    if answer.status_code == 302:
        return []
    form = answer.context["form"]
    inline = [
        f"{name}-{number}-{field}"
        for name, formset in getattr(form, "formsets", {}).items()
        for number, row in enumerate(formset.forms)
        for field in row.errors
    ]
    return [*form.errors, *inline]


def rows(name: str, *typed: Mapping[str, str]) -> dict[str, str]:
    """New rows of an inline panel, after none that are there."""
    data = {f"{name}-TOTAL_FORMS": str(len(typed)), f"{name}-INITIAL_FORMS": "0"}
    for number, row in enumerate(typed):
        data |= {f"{name}-{number}-{field}": value for field, value in row.items()}
    return data


def _fields(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    for field in form:
        value = field.value()
        if value is True:
            yield field.html_name, "on"
        elif isinstance(value, list) and not isinstance(field.field, forms.JSONField):
            yield field.html_name, value
        elif value is not None and value is not False:
            yield field.html_name, str(field.field.prepare_value(value))
    for formset in getattr(form, "formsets", {}).values():
        yield from _fields(formset.management_form)
        for row in formset.forms:
            yield from _fields(row)
