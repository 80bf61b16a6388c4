"""Where everything is. `/<partnership>/…` is a tenant's; the slugs before it are reserved (ruling 18)."""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from django.conf import settings
from django.urls import include, path, re_path

from agencies.views import tokens
from agencies.views.invitations import accept_invitation
from config import errors, gallery, service, views
from sharing.views.guests import guest

tenant: list = [
    path("", views.home, name="home"),
    path("", include("agencies.urls")),
    path("", include("protocols.urls")),
    path("", include("sharing.urls")),
    path("", include("compliance.urls")),
]

# Signing in and the own password: people are let in by their agency, so there is no signing up and no e-mail page.
account = [
    path("login/", allauth.login, name="account_login"),
    # allauth's sign-in page asks for this address; there is nothing at it.
    path("signup/", errors.not_found, name="account_signup"),
    path("logout/", allauth.logout, name="account_logout"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/set/", allauth.password_set, name="account_set_password"),
    path("password/reset/", views.PasswordReset.as_view(), name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/make_token/", tokens.make_token, name="make_token"),
    path("tokens/<uuid:key>/revoke_token/", tokens.revoke_token, name="revoke_token"),
    path("invitation/<slug:slug>/", accept_invitation, name="accept_invitation"),
    path("guest/", guest, name="guest"),
]

urlpatterns = [
    path("", views.start, name="start"),
    path("account/", include(account)),
    path("account/", include("allauth.mfa.urls")),
    # Where allauth puts this, the password is asked for.
    path("account/reauthenticate/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/typed/", views.typed, name="typed"),
    path("account/service/", service.service, name="service"),
    path("account/service/retry_stuck/", service.retry_stuck, name="retry_stuck"),
    path("health/", service.health, name="health"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("csp-report", errors.csp_report, name="csp_report"),
    path("api/v1/", include(("config.api", "api"))),
    path("<slug:partnership>/", include(tenant)),
]

if not settings.PRODUCTION:
    urlpatterns.insert(1, path("account/gallery/", gallery.gallery, name="gallery"))

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.broken"
