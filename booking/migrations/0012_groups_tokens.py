"""Only the owner gives programs a key."""

from django.db import migrations

from salon.cms.roles import Role, give


def give_permissions(apps, schema_editor):
    give(apps, Role.OWNER, {"booking.apitoken": ["add", "change", "view"]})


class Migration(migrations.Migration):
    dependencies = [("booking", "0011_api_telegram_and_scans")]

    operations = [migrations.RunPython(give_permissions, migrations.RunPython.noop, elidable=False)]
