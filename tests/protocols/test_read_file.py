"""Reading a file."""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols import actions
from protocols.importing import Recognised, Refused
from protocols.models import ImportedText, Version
from tests import samples
from tests.agencies import factories as agencies
from tests.protocols.factories import board, do

pytestmark = pytest.mark.django_db


def read(made, filename="harbour.txt", data=None):
    return do(actions.read_file, by=made.author, data=data or samples.protocol_text(), filename=filename)


def test_what_is_recognised_waits_for_somebody_to_confirm_it():
    made = board()

    imported = read(made, "C:\\Papers\\harbour.txt")

    recognised = Recognised.from_dict(imported.recognised)
    assert (imported.filename, imported.agency_id) == ("harbour.txt", made.council.pk)
    assert (len(recognised.sections), len(recognised.appendices)) == (17, 3)
    with acting_as(made.author):
        assert not Version.objects.exists()


def test_another_agency_does_not_see_it():
    made = board()
    read(made)

    with acting_as(made.approver):
        assert not ImportedText.objects.exists()


def test_a_file_that_cannot_be_read_is_refused_in_plain_words():
    made = board()

    with pytest.raises(Refused, match="Upload a Word document"):
        read(made, "harbour.pdf", b"%PDF-1.7")


def test_a_practitioner_brings_in_no_protocols():
    made = board()
    practitioner = agencies.member(made.registrar, made.council, Role.PRACTITIONER)

    with pytest.raises(PermissionDenied):
        do(actions.read_file, by=practitioner, data=b"1 Purpose", filename="harbour.txt")
