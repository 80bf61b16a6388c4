"""Where everything is. `/<partnership>/…` is a tenant's; the slugs before it are reserved (ruling 18)."""

from django.urls import include, path

from config import errors, views

tenant = [
    path("", views.home, name="home"),
    path("", include("agencies.urls")),
]

urlpatterns = [
    path("", views.start, name="start"),
    path("account/", include("allauth.account.urls")),
    path("account/", include("allauth.mfa.urls")),
    path("account/typed/", views.typed, name="typed"),
    path("health/", views.health, name="health"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("csp-report", errors.csp_report, name="csp_report"),
    path("<slug:partnership>/", include(tenant)),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.broken"
