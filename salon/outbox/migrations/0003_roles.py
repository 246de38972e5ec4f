"""Who sees and sends messages, and who writes the salon's own words for them."""

from django.db import migrations

from salon.cms.roles import Role, give

SEND = {"outbox.message": ["view", "resend"]}
WRITE = {"outbox.messagetext": ["add", "change", "delete", "publish", "view"]}
LOOK = {"outbox.messagetext": ["view"]}

ACTIONS = {
    Role.OWNER: {**SEND, **WRITE},
    Role.RECEPTION: {**SEND, **LOOK},
    Role.EDITOR: WRITE,
}


def give_permissions(apps, schema_editor):
    for role, actions in ACTIONS.items():
        give(apps, role, actions)


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0002_promises"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_permissions, migrations.RunPython.noop, elidable=False)]
