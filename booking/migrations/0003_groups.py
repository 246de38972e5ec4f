"""The five roles and what each may do. What a salon changes in them later stays as it was changed."""

from django.db import migrations, models

import booking.models.settings
from salon.cms.roles import Role, give, give_collection, give_pages

WRITE = ["add", "change", "delete", "view"]
KEEP = ["add", "change", "view"]
ENTER = {"wagtailadmin.admin": ["access"]}
WORDS = ["booking.servicetext", "booking.categorytext", "booking.mastertext", "cms.salontext", "cms.closeddaytext"]
EVERY_WORD = {model: [*KEEP, "publish"] for model in WORDS}
PICTURES = {
    "wagtailimages.image": ["add", "change", "choose"],
    "wagtaildocs.document": ["add", "change", "choose"],
}

ACTIONS = {
    Role.OWNER: {
        **ENTER,
        **EVERY_WORD,
        "booking.appointment": ["view", "change", "see_all"],
        "booking.client": ["view", "change"],
        "booking.timeoff": WRITE,
        "outbox.message": ["view"],
        "booking.service": KEEP,
        "booking.category": KEEP,
        "booking.master": KEEP,
        "booking.bookingsettings": ["change"],
        "cms.openinghours": WRITE,
        "cms.closedday": WRITE,
        "cms.salonsettings": ["change"],
        "wagtailseo.seosettings": ["change"],
        "wagtail_localize.translation": ["submit"],
        "wagtailcore.locale": WRITE,
        "wagtailcore.site": WRITE,
        "wagtailcore.collection": WRITE,
        "wagtailcore.workflow": WRITE,
        "wagtailcore.task": WRITE,
        "wagtailredirects.redirect": WRITE,
        "auth.user": WRITE,
        "auth.group": WRITE,
    },
    Role.RECEPTION: {
        **ENTER,
        "booking.appointment": ["view", "change", "see_all"],
        "booking.client": ["view", "change"],
        "booking.timeoff": WRITE,
        "outbox.message": ["view"],
        "booking.service": ["view"],
        "booking.category": ["view"],
        "booking.master": ["view"],
    },
    Role.MASTER: {**ENTER, "booking.appointment": ["view"], "booking.timeoff": ["view"]},
    Role.EDITOR: {**ENTER, **EVERY_WORD, "wagtail_localize.translation": ["submit"]},
    Role.MARKETING: {**ENTER, "wagtailseo.seosettings": ["change"]},
}
COLLECTION = {
    Role.OWNER: {model: [*actions, "delete"] for model, actions in PICTURES.items()},
    Role.EDITOR: PICTURES,
    Role.MARKETING: {model: ["choose"] for model in PICTURES},
}
EVERY_PAGE = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
# What Wagtail brings along; ours stand in their place.
BROUGHT_ALONG = ("Moderators", "Editors")


def make_groups(apps, schema_editor):
    for role, actions in ACTIONS.items():
        give(apps, role, actions)
    for role, actions in COLLECTION.items():
        give_collection(apps, role, actions)
    root = apps.get_model("wagtailcore", "Page").objects.order_by("path").first()
    if root is not None:
        give_pages(apps, Role.OWNER, root.pk, EVERY_PAGE)
    replace_brought_along(apps)


def replace_brought_along(apps):
    """Owner and editor approve what marketing submits, and Wagtail's own groups go if nobody is in them."""
    groups = apps.get_model("auth", "Group").objects
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(groups__name__in=BROUGHT_ALONG):
        task.groups.add(*groups.filter(name__in=[Role.OWNER, Role.EDITOR]))
    groups.filter(name__in=BROUGHT_ALONG, user=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0002_wall"),
        ("cms", "0001_initial"),
        ("outbox", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        # They look for their own groups and permissions by name, so they come first.
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0023_add_choose_permissions"),
        ("wagtaildocs", "0011_add_choose_permissions"),
        ("wagtail_localize", "0006_create_submit_translation_permission"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="appointment",
            options={
                "ordering": ["start", "position"],
                "permissions": [("see_all_appointment", "Can see everybody's appointments and time off")],
                "verbose_name": "appointment",
                "verbose_name_plural": "appointments",
            },
        ),
        migrations.AlterField(
            model_name="bookingsettings",
            name="reminders_hours",
            field=models.JSONField(
                blank=True,
                default=booking.models.settings.reminder_hours,
                help_text="Whole hours in square brackets: [24, 2]. Empty brackets: no reminder.",
                verbose_name="reminders, hours before",
            ),
        ),
        migrations.RunPython(make_groups, migrations.RunPython.noop, elidable=False),
    ]
