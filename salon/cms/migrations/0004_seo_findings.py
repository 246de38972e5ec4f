"""What the audit for search engines found, and who reads it."""

import django.db.models.deletion
from django.db import migrations, models

from salon.cms.roles import Role, give

READERS = (Role.OWNER, Role.EDITOR, Role.MARKETING)


def give_permissions(apps, schema_editor):
    for role in READERS:
        give(apps, role, {"cms.seofinding": ["view"]})


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0003_colour_of_pictures"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="SeoAudit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("finished_at", models.DateTimeField()),
                ("pages", models.PositiveIntegerField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SeoFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40)),
                ("severity", models.PositiveSmallIntegerField(choices=[(1, "Error"), (2, "Warning"), (3, "Hint")])),
                ("language", models.CharField(max_length=12)),
                ("path", models.CharField(blank=True, max_length=255)),
                ("url", models.CharField(blank=True, max_length=255)),
                ("about", models.CharField(blank=True, max_length=255)),
                ("details", models.JSONField(default=dict)),
                (
                    "page",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.page"
                    ),
                ),
            ],
            options={
                "verbose_name": "finding for search engines",
                "verbose_name_plural": "findings for search engines",
                "default_permissions": ("view",),
            },
        ),
        migrations.RunPython(give_permissions, migrations.RunPython.noop, elidable=False),
    ]
