"""The day from which a text is valid; the log of withdrawals, its switch, and who works with it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from salon.cms.roles import Role, give

READ_AND_ANSWER = {"legal.withdrawal": ["view", "answer"]}
ACTIONS = {
    Role.OWNER: {**READ_AND_ANSWER, "legal.legalsettings": ["change"]},
    Role.RECEPTION: READ_AND_ANSWER,
}


def give_permissions(apps, schema_editor):
    for role, actions in ACTIONS.items():
        give(apps, role, actions)


class Migration(migrations.Migration):
    dependencies = [
        ("legal", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LegalSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "has_withdrawal",
                    models.BooleanField(
                        default=False,
                        help_text="A form of two steps by which clients withdraw from a contract that they made online (§ 356a BGB). You need it as soon as there is such a right: for vouchers and goods, and for services. Whether it exists for an appointment at a fixed time depends on the service (§ 312g para. 2 no. 9 BGB). If in doubt, switch it on and ask a lawyer.",
                        verbose_name="“Withdraw from contract” in the foot of every page",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal duties",
            },
        ),
        migrations.AddField(
            model_name="legalpage",
            name="valid_from",
            field=models.DateField(
                blank=True,
                help_text="Stands on top of the page. If it is left empty, the day on which the text was published counts.",
                null=True,
                verbose_name="valid from",
            ),
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(editable=False, max_length=32, unique=True)),
                ("received_at", models.DateTimeField(verbose_name="received")),
                ("language", models.CharField(max_length=5, verbose_name="language")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("email", models.EmailField(max_length=254, verbose_name="email")),
                ("reference", models.CharField(max_length=120, verbose_name="reference or date")),
                ("message", models.TextField(blank=True, verbose_name="message")),
                ("declaration", models.TextField(verbose_name="declaration")),
                ("about", models.CharField(blank=True, max_length=40, verbose_name="about")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "withdrawal",
                "verbose_name_plural": "withdrawals",
                "ordering": ["-received_at", "-pk"],
                "permissions": [("answer_withdrawal", "Can note that a withdrawal is answered")],
            },
        ),
        migrations.RunPython(give_permissions, migrations.RunPython.noop, elidable=False),
    ]
