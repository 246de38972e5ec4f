"""How staff gets in: a password, and where it is asked for or enrolled a code from a telephone."""

from datetime import timedelta

from salon.lib import env

LOGIN_APPS = ["wagtail_2fa", "django_otp", "django_otp.plugins.otp_totp", "django_otp.plugins.otp_static", "axes"]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]

# Whether everybody who works in the admin has to enrol a second factor. Who has enrolled one is always asked for it.
WAGTAIL_2FA_REQUIRED = env.flag("WAGTAIL_2FA_REQUIRED", False)

WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "salon.login.forms.ResetForm"  # noqa: S105

# Wrong passwords for one name from one address. In the database: the limit is the same for all processes, with Redis
# and without, and holds when the cache is away.
AXES_HANDLER = "salon.login.attempts.Attempts"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "salon.login.attempts.place_of"
AXES_LOCKOUT_CALLABLE = "salon.login.locked_out.locked_out"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Trying on while one is locked out changes nothing: the time that the page names stays true.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
# Who logged in when, and from where, is nobody's business.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
