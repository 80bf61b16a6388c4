"""Is this fit to hold real records? Production refuses to start otherwise, and says what to do."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from agencies.models import Person
from agencies.tenancy import Who, acting

SHORTEST_SECRET = 50


def refuse_what_is_unfit() -> None:
    """Raise ImproperlyConfigured for a weak secret, no second factor, e-mail that goes nowhere safe, or demonstration
    people who can sign in.

    Asked by the web and the worker as they start; outside production everything is fit.
    """
    if not settings.PRODUCTION:
        return
    if len(settings.SECRET_KEY) < SHORTEST_SECRET or len(set(settings.SECRET_KEY)) < 10:
        raise ImproperlyConfigured(f"SECRET_KEY must be at least {SHORTEST_SECRET} random characters.")
    if not settings.SECOND_FACTOR_REQUIRED:
        raise ImproperlyConfigured("A second factor is required of everybody: take SECOND_FACTOR_REQUIRED away.")
    if settings.EMAIL_BACKEND.endswith(".console.EmailBackend"):
        raise ImproperlyConfigured("Set EMAIL_URL: without it, invitations and their links would be written to the log.")
    if not settings.SITE_URL.startswith("https://"):
        raise ImproperlyConfigured("Set SITE_URL to the address that people open, with https: links in e-mail begin with it.")
    if settings.DEBUG:
        raise ImproperlyConfigured("DEBUG shows what it should not: take it away.")
    with acting(Who()):
        if Person.objects.filter(is_demonstration=True, is_active=True).exists():
            raise ImproperlyConfigured("This database holds the people of the demonstration: use another.")
