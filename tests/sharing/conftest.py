"""Addresses for the tests of actions where the pages themselves are not there to be visited."""

import pytest
from django.http import HttpResponse
from django.urls import NoReverseMatch, include, path, reverse

_NAMES = {
    "list": "sharing/",
    "disclosure": "disclosures/<reference>/",
    "confirm_receipt": "disclosures/<reference>/confirm_receipt/",
    "owed": "disclosures/<reference>/owed/",
    "request": "requests/<reference>/",
    "decide": "requests/<reference>/decide/",
    "confirm_request": "requests/<reference>/confirm_request/",
    "page": "sharing/checklist/<uuid:key>/<slug:page>/",
}
_tenant = (
    [path(place, lambda request, **parts: HttpResponse(), name=name) for name, place in _NAMES.items()],
    "sharing",
)
urlpatterns = [path("<slug:partnership>/", include(_tenant))]


@pytest.fixture(autouse=True)
def addresses(settings):
    """Leaves the product's own addresses alone once it has any for sharing."""
    try:
        reverse("sharing:list", kwargs={"partnership": "anywhere"})
    except NoReverseMatch:
        settings.ROOT_URLCONF = __name__
