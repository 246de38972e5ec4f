"""Who may look at scans and leads, and at the report made of them."""

from django.db import migrations

from salon.cms.roles import Role, give

ACTIONS = {"booking.scan": ["view"], "booking.lead": ["view"]}


def give_permissions(apps, schema_editor):
    for role in (Role.OWNER, Role.RECEPTION):
        give(apps, role, ACTIONS)


class Migration(migrations.Migration):
    dependencies = [("booking", "0012_groups_tokens")]

    operations = [migrations.RunPython(give_permissions, migrations.RunPython.noop, elidable=False)]
