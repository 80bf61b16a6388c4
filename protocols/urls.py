"""Protocols, their versions, and what is done with them; a verb stands last in the address."""

from django.urls import include, path

from protocols.views import comparing, documents, drafting, letting_in, lists, moving, reading, records, writing

VERSION = "protocols/<str:reference>/<str:number>/"

pages = [
    path("protocols/", lists.protocols, name="list"),
    # These words are no references (see RESERVED in the drafting forms).
    path("protocols/draft_protocol/", drafting.draft_protocol, name="new"),
    path("protocols/read_file/", reading.read_file, name="read_file"),
    path("protocols/readings/<uuid:key>/", reading.reading, name="reading"),
    path("protocols/readings/<uuid:key>/correct_reading/", reading.correct_reading, name="correct_reading"),
    path("protocols/readings/<uuid:key>/correct_reading/<slug:slug>/", reading.correct_part, name="correct_part"),
    path("protocols/readings/<uuid:key>/save_reading/", reading.save_reading, name="save_reading"),
    path("protocols/<str:reference>/", records.protocol, name="protocol"),
    path("protocols/<str:reference>/edit_protocol/", drafting.edit_protocol, name="edit_protocol"),
    path("protocols/<str:reference>/start_version/", drafting.start_version, name="start_version"),
    path("protocols/<str:reference>/compare/<str:older>/<str:newer>/", comparing.compare, name="compare"),
    path(VERSION, records.version, name="version"),
    path(f"{VERSION}summary/", records.summary, name="summary"),
    path(f"{VERSION}edit_details/", drafting.edit_details, name="edit_details"),
    path(f"{VERSION}name_parties/", drafting.name_parties, name="name_parties"),
    path(f"{VERSION}name_facts/", drafting.name_facts, name="name_facts"),
    path(f"{VERSION}add_draft_reader/", letting_in.add_draft_reader, name="add_draft_reader"),
    path(f"{VERSION}add_section/", writing.add_section, name="add_section"),
    path(f"{VERSION}edit_section/<slug:slug>/", writing.edit_section, name="edit_section"),
    path(f"{VERSION}remove_section/<slug:slug>/", writing.remove_section, name="remove_section"),
    path(f"{VERSION}consult/", moving.consult, name="consult"),
    path(f"{VERSION}submit/", moving.submit, name="submit"),
    path(f"{VERSION}send_back/", moving.send_back, name="send_back"),
    path(f"{VERSION}approve/", moving.approve, name="approve"),
    path(f"{VERSION}sign/", moving.sign, name="sign"),
    path(f"{VERSION}refuse/", moving.refuse, name="refuse"),
    path(f"{VERSION}withdraw/", moving.withdraw, name="withdraw"),
    path(f"{VERSION}amend/", moving.amend, name="amend"),
    path("documents/<uuid:key>/", documents.document, name="document"),
    path("documents/<uuid:key>/file/", documents.document_file, name="document_file"),
]

urlpatterns = [path("", include((pages, "protocols")))]
