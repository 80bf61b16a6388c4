"""Everything that differs from one installation to another, read from the environment and nowhere else.

A name that is needed and missing stops the process with a sentence saying what to set.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from environs import Env, validate

from config.services.urls import database_settings, mail_settings

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

# "development" is the one-command start and the tests; "production" refuses demonstration people and default secrets.
ENVIRONMENT = env.str("CONCORDAT_ENVIRONMENT", "development", validate=validate.OneOf(["development", "production"]))
PRODUCTION = ENVIRONMENT == "production"
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "config",
    "compliance",
    "sharing",
    "protocols",
    "agencies",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "guardian",
    "simple_history",
    "django_htmx",
    "django_filters",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.PrivatePages",
    "config.middleware.NoCookiesForPrograms",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "config.middleware.WholeAddresses",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.SessionsEnd",
    "config.middleware.TypedTextKept",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.SignedIn",
    # The last: it opens the door and runs the view inside it.
    "agencies.middleware.ActingMember",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "config.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "config.navigation.navigation",
            ],
        },
    },
    # Third parties' own templates only; a test walks our pages and refuses one that falls through to here.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {"default": database_settings(env.str("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits live in the database, so that no request needs the broker.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "concordat_cache",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # beyond it the oldest go, and with them what was counted
    }
}

AUTH_USER_MODEL = "agencies.Person"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "config.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "config.passwords.NotCommon"},
    {"NAME": "config.passwords.NotOnesOwn"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "config.signing_in.AccountAdapter"
MFA_ADAPTER = "config.signing_in.SecondFactorAdapter"
_OURS = "config.sign_in_forms."
ACCOUNT_FORMS = {
    "login": f"{_OURS}LoginForm",
    "reset_password": f"{_OURS}ResetPasswordForm",
    "reset_password_from_key": f"{_OURS}ResetPasswordKeyForm",
    "change_password": f"{_OURS}ChangePasswordForm",
    "set_password": f"{_OURS}SetPasswordForm",
    "reauthenticate": f"{_OURS}ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": f"{_OURS}AuthenticateForm",
    "reauthenticate": f"{_OURS}ReauthenticateByCodeForm",
    "activate_totp": f"{_OURS}ActivateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Beside what allauth limits itself: how often one address may come by the link of a guest's pass.
ACCOUNT_RATE_LIMITS = {"guest_pass": "60/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Concordat"
# Addresses are given by the agency that lets a person in, so there is nothing for the person to verify.
MFA_ALLOW_UNVERIFIED_EMAIL = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0)
PASSWORD_RESET_TIMEOUT = 30 * 60  # seconds that the link of a forgotten password works
# Production asks everyone for a second factor; the demonstration offers it.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", PRODUCTION)

# Six settings that guardian gets wrong by default (security notes: an anonymous user, global permissions).
ANONYMOUS_USER_NAME = None
GUARDIAN_RAISE_403 = False
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False

# The database writes history; simple-history only reads it.
SIMPLE_HISTORY_ENABLED = False

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "build" / "collected"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "build" / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # documents are rows, not files
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60  # twelve hours at most, whatever happens
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", 15 * 60 if PRODUCTION else 12 * 60 * 60)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "report-uri": "/csp-report",
    }
}

# What programs may ask for through `/api/`, and how often each token may.
API_READS_A_MINUTE = env.int("API_READS_A_MINUTE", 600)
API_WRITES_A_MINUTE = env.int("API_WRITES_A_MINUTE", 60)
REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Concordat",
    "DESCRIPTION": "The machine door: protocols, requests, disclosures and what happened to them, for one agency.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "POSTPROCESSING_HOOKS": ["config.api.tidied"],
    "COMPONENT_SPLIT_REQUEST": False,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "APPEND_COMPONENTS": {
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "Made on /account/tokens/."}}
    },
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 21_000_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# One address for the mail server; where none is said, mail is written to the log, which production refuses.
globals().update(mail_settings(env.str("EMAIL_URL", "consolemail:")))
EMAIL_TIMEOUT = 10  # seconds; a mail server that does not answer must not hold a worker
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Concordat <no-reply@localhost>")
SITE_URL = env.str("SITE_URL", "http://localhost:8000")

BROKER_URL = env.str("BROKER_URL", "")
# How long a worker may hold a due row before another may take it; a killed worker delays, and loses nothing.
SWEEP_LEASE_SECONDS = env.int("SWEEP_LEASE_SECONDS", 60)

LOGGING_CONFIG = "config.logs.configure"
LOGGING = {"level": env.str("LOG_LEVEL", "INFO"), "json": PRODUCTION}

SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",  # guardian's backend is installed behind allauth's; the check looks for the literal class order
]
