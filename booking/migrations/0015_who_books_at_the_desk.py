"""Who may book for somebody: whoever has the calendar before them. There is still no form for a bare appointment."""

from django.db import migrations

from salon.cms.roles import Role, give

ACTIONS = {"booking.appointment": ["add"]}


def give_permissions(apps, schema_editor):
    for role in (Role.OWNER, Role.RECEPTION, Role.MASTER):
        give(apps, role, ACTIONS)


class Migration(migrations.Migration):
    dependencies = [("booking", "0014_masters_language_in_telegram")]

    operations = [migrations.RunPython(give_permissions, migrations.RunPython.noop, elidable=False)]
