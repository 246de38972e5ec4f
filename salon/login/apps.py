from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_save

from salon.cms.registries import PersonalData, personal_data

# Who mistyped a password, and what she calls her telephone: staff, no clients. How long: docs/privacy.md.
PERSONAL = (
    PersonalData("axes.AccessAttempt", ("username", "ip_address")),
    PersonalData("otp_totp.TOTPDevice", ("name",)),
)


class LoginConfig(AppConfig):
    name = "salon.login"
    label = "login"
    verbose_name = "Login"

    def ready(self) -> None:
        from salon.login.attempts import keep_little  # noqa: PLC0415 - models are there only now
        from salon.login.middleware import note_what_is_owed  # noqa: PLC0415

        for entry in PERSONAL:
            personal_data.register(entry)
        pre_save.connect(keep_little, sender="axes.AccessAttempt", dispatch_uid="login.attempts")
        user_logged_in.connect(note_what_is_owed, dispatch_uid="login.owed")
