"""Two records of one person become one; and a master looks up whom she has had."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from salon.cms.roles import Role, give


def give_permissions(apps, schema_editor):
    give(apps, Role.MASTER, {"booking.client": ["view"]})


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0015_who_books_at_the_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClientMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("facts", models.JSONField(default=dict, editable=False)),
                (
                    "gone",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merged",
                        to="booking.client",
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="took_in",
                        to="booking.client",
                        verbose_name="client",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "merge of clients",
                "verbose_name_plural": "merges of clients",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.RunPython(give_permissions, migrations.RunPython.noop, elidable=False),
    ]
