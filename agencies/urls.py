"""Agencies, the people in them, and one's own notices."""

from django.urls import include, path

from agencies import views

pages = [
    path("agencies/", views.agencies, name="list"),
    path("agencies/<str:code>/", views.agency, name="agency"),
    path("notices/", views.notices, name="notices"),
    path("notices/<uuid:key>/", views.notice, name="notice"),
    path("acting/", views.choose_acting, name="choose_acting"),
]

urlpatterns = [path("", include((pages, "agencies")))]
