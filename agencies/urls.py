"""Agencies and the people in them, invitations, and one's own notices."""

from django.urls import include, path

from agencies.views import agencies, auditing, invitations, notices, people

pages = [
    path("agencies/", agencies.agencies, name="list"),
    # Before the agencies: codes are capital letters and numbers.
    path("agencies/add_agency/", agencies.add_agency, name="add_agency"),
    path("agencies/<str:code>/", agencies.agency, name="agency"),
    path("agencies/<str:code>/add_capacity/", agencies.add_capacity, name="add_capacity"),
    path("agencies/<str:code>/capacities/<uuid:key>/end_capacity/", agencies.end_capacity, name="end_capacity"),
    path("agencies/<str:code>/invite/", invitations.invite, name="invite"),
    path(
        "agencies/<str:code>/invitations/<uuid:key>/resend_invitation/",
        invitations.resend_invitation,
        name="resend_invitation",
    ),
    path(
        "agencies/<str:code>/invitations/<uuid:key>/withdraw_invitation/",
        invitations.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("agencies/<str:code>/audits/", auditing.audits, name="audits"),
    path("agencies/<str:code>/read_records/", auditing.read_records, name="read_records"),
    path("agencies/<str:code>/open_to_audit/", auditing.open_to_audit, name="open_to_audit"),
    path("agencies/<str:code>/audits/<uuid:key>/close_to_audit/", auditing.close_to_audit, name="close_to_audit"),
    path("agencies/<str:code>/people/<uuid:key>/change_membership/", people.change_membership, name="change_membership"),
    path("agencies/<str:code>/people/<uuid:key>/end_membership/", people.end_membership, name="end_membership"),
    path("agencies/<str:code>/name_decision_maker/", people.name_decision_maker, name="name_decision_maker"),
    path("agencies/<str:code>/deciding/<uuid:key>/end_decision_maker/", people.end_decision_maker, name="end_decision_maker"),
    path("notices/", notices.notices, name="notices"),
    path("notices/choose_mail/", notices.choose_mail, name="choose_mail"),
    path("notices/<uuid:key>/", notices.notice, name="notice"),
    path("acting/", notices.choose_acting, name="choose_acting"),
]

urlpatterns = [path("", include((pages, "agencies")))]
