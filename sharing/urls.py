"""Where are the pages about sharing: the questions, what was shared, and what is asked for?"""

from django.urls import include, path

from sharing.views import checklists, disclosures, emergency, requests

questions = [
    path("", checklists.landing, name="list"),
    path("start/", checklists.start_checklist, name="start_checklist"),
    path("emergency/", emergency.emergency, name="emergency"),
    # The acts stand before the questions, whose addresses are words too.
    path("checklist/<uuid:key>/check/", checklists.check, name="check"),
    path("checklist/<uuid:key>/give_up/", checklists.give_up, name="give_up"),
    path("checklist/<uuid:key>/<slug:page>/", checklists.page, name="page"),
]

shared = [
    path("", disclosures.disclosures, name="disclosures"),
    path("<str:reference>/", disclosures.disclosure, name="disclosure"),
    path("<str:reference>/done/", checklists.done, name="done"),
    path("<str:reference>/owed/", emergency.owed, name="owed"),
    path("<str:reference>/confirm_receipt/", disclosures.confirm_receipt, name="confirm_receipt"),
    path("<str:reference>/let_in/", disclosures.let_in, name="let_in"),
]

asked = [
    path("", requests.requests, name="requests"),
    path("take_down_request/", requests.take_down_request, name="take_down_request"),
    path("<str:reference>/", requests.request, name="request"),
    path("<str:reference>/sent/", checklists.sent, name="sent"),
    path("<str:reference>/claim/", requests.claim, name="claim"),
    path("<str:reference>/decide/", requests.decide, name="decide"),
    path("<str:reference>/confirm_request/", requests.confirm_request, name="confirm_request"),
    path("<str:reference>/withdraw_request/", requests.withdraw_request, name="withdraw_request"),
]

pages = [
    path("sharing/", include(questions)),
    path("disclosures/", include(shared)),
    path("requests/", include(asked)),
]

urlpatterns = [path("", include((pages, "sharing")))]
