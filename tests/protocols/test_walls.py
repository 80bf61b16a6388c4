"""With the first wall torn down, does the second still keep a stranger out of a draft?"""

from functools import partial

import pytest
from django.apps import apps
from django.db import DatabaseError

from agencies.tenancy import acting_as
from agencies.walls import OfParties
from protocols.models import Clause, Party, Section, Version, VersionChange
from tests.agencies.factories import NOON
from tests.protocols.factories import board, force, version

pytestmark = pytest.mark.django_db


def shared_models():
    return [
        model
        for model in apps.get_app_config("protocols").get_models()
        if isinstance(getattr(model, "wall", None), OfParties)
    ]


@pytest.mark.parametrize("status", ["draft", "consultation", "approval", "signing"])
def test_a_stranger_finds_no_row_of_it_in_any_table(status):
    made, other = board(), board()
    version(made, status)

    for member in (made.stranger, other.author, other.head(other.council)):
        with acting_as(member):
            for model in shared_models():
                assert not model._base_manager.exists(), model
                if hasattr(model, "history"):
                    assert not model.history.exists(), model


def test_a_stranger_can_attach_nothing_to_it_and_learns_nothing_by_trying():
    made = board()
    found = version(made, "draft")
    absent = Version(pk=made.stranger.pk, partnership_id=found.partnership_id)
    with acting_as(made.author):
        section = found.sections.first()
    common = {"partnership_id": found.partnership_id}

    for target, part in ((found, section), (absent, Section(pk=made.stranger.pk))):
        for row in (
            Section(version=target, number="9", heading="Slipped in", slug="slipped-in", position=9, **common),
            Clause(section=part, slug="slipped-in", text="Slipped in", position=9, **common),
            Party(version=target, agency=made.outside, **common),
            VersionChange(version=target, verb="submit", by=made.stranger, at=NOON, **common),
        ):
            with pytest.raises(DatabaseError, match="no such record"):
                force(made.stranger, partial(type(row)._base_manager.bulk_create, [row]))
