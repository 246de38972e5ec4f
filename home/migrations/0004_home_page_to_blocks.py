"""The welcome page as blocks: what stood in fixed fields becomes the blocks that show the same, in the same order."""

import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any
from uuid import uuid4

from django.db import migrations

Fields = Mapping[str, Any]


def body_of(fields: Fields) -> str:
    """The StreamField's JSON from the fields of a page, or of a revision's content."""

    def said(name: str) -> str:
        return str(fields.get(name) or "")

    blocks = [
        _block(
            "hero",
            eyebrow=said("hero_eyebrow"),
            heading=said("hero_heading"),
            text=said("hero_text"),
            button=said("hero_button"),
            link=said("hero_link"),
            picture=_picture(fields.get("hero_picture"), said("hero_alt")),
        ),
        _block("doors", heading=said("cta_heading"), text=said("cta_text")),
        _block(
            "categories",
            heading=said("teasers_heading"),
            text=said("teasers_text"),
            link=said("teasers_link"),
            categories=[],
        ),
    ]
    if said("popular_heading"):
        blocks.append(_block("services", heading=said("popular_heading"), category="", services=[]))
    if said("room_heading"):
        room = _picture(fields.get("room_picture"), said("room_alt"))
        text = _paragraphs(said("room_text"))
        heading = said("room_heading")
        blocks.append(
            _block("picture_text", heading=heading, text=text, picture=room, ground="night", picture_right=False)
        )
    blocks.append(
        _block("team", heading=said("team_heading"), text=said("team_text"), link=said("team_button"), masters=[])
    )
    if values := _items(fields.get("values")):
        blocks.append(_block("promises", heading=said("values_heading"), items=values))
    if quotes := _items(fields.get("quotes")):
        heading, note, button = said("quotes_heading"), said("quotes_note"), said("cta_button")
        blocks.append(_block("quotes", heading=heading, note=note, items=quotes, button=button))
    return json.dumps(blocks, ensure_ascii=False)


def _paragraphs(text: str) -> str:
    """As Django's `linebreaks` showed them."""
    parts = re.split(r"\n{2,}", escape(text).replace("\r\n", "\n").strip())
    return "".join(f"<p>{part}</p>".replace("\n", "<br/>") for part in parts if part)


def _block(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid4())}


def _picture(pk: int | None, alt: str) -> dict[str, Any]:
    return {"image": pk, "alt_text": alt, "decorative": bool(pk and not alt)}


def _items(stream: Any) -> list[dict[str, Any]]:
    """The children of an old stream as items of a list; a revision keeps it as a string."""
    children = json.loads(stream) if isinstance(stream, str) else list(stream.raw_data) if stream else []
    return [{"type": "item", "value": child["value"], "id": child.get("id") or str(uuid4())} for child in children]


def convert(apps: Any, _editor: Any) -> None:
    """Pages, and every kept revision of them: an editor goes on from the latest one."""
    page_model, revisions = apps.get_model("home", "HomePage"), apps.get_model("wagtailcore", "Revision")
    for page in page_model.objects.all():
        names = [field.name for field in page_model._meta.get_fields() if field.concrete]
        fields = {name: getattr(page, name) for name in names if not name.endswith("_picture")}
        fields |= {name: getattr(page, f"{name}_id") for name in ("hero_picture", "room_picture")}
        page_model.objects.filter(pk=page.pk).update(body=body_of(fields))
        for revision in revisions.objects.filter(object_id=str(page.pk), content_type__model="homepage"):
            revision.content["body"] = body_of(revision.content)
            revision.save(update_fields=["content"])
    _part_from_translations(apps, list(page_model.objects.values_list("translation_key", flat=True)))


def _part_from_translations(apps: Any, keys: list[Any]) -> None:
    """The sentences of wagtail-localize belong to the fields that go: a language's home page is edited as a page of its
    own until it is translated anew.
    """
    translations = apps.get_model("wagtail_localize", "Translation")
    translations.objects.filter(source__object_id__in=keys).update(enabled=False)


class Migration(migrations.Migration):
    dependencies = [("home", "0003_website"), ("wagtail_localize", "0016_rename_page_revision_translationlog_revision")]

    operations = [migrations.RunPython(convert, migrations.RunPython.noop)]
