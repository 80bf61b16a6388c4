"""Does each notice say in one line what happened and what to do, once, and in words of people?"""

import re
from string import Formatter

import pytest

from agencies.models import Notice
from agencies.notices import SUBJECTS, subject
from agencies.tenancy import acting_as
from protocols.models import Document
from protocols.tasks import sweep_documents
from tests.compliance.factories import allegation, world

# Tests declare kinds of their own.
KINDS = sorted(kind for kind in SUBJECTS if kind != "tested")


def names(kind):
    return [name for _, name, _, _ in Formatter().parse(SUBJECTS[kind]) if name]


@pytest.mark.parametrize("kind", KINDS)
def test_a_subject_is_a_sentence_and_says_nothing_twice(kind):
    said = SUBJECTS[kind]
    bare = re.sub(r"\{[a-z]+\}", "X", said)

    assert len(names(kind)) == len(set(names(kind)))
    assert not {"title", "reference"} <= set(names(kind)), "a title names its record already"
    assert len([word for word in re.findall(r"[a-z']+", bare) if len(word) > 1]) >= 2, "too few words to say what happened"
    assert not re.search(r"_|\bid\b|[.!]$", bare)
    assert bare[0].isupper()


# What somebody typed, which may be a sentence with its own full stop.
TYPED = {"scope"}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if TYPED & set(names(kind))])
def test_what_somebody_typed_comes_last(kind):
    assert names(kind)[-1] in TYPED and SUBJECTS[kind].endswith("}")


def test_no_two_kinds_say_the_same():
    said = [SUBJECTS[kind] for kind in KINDS]

    assert len(said) == len(set(said))


@pytest.mark.django_db
def test_a_paper_that_is_ready_is_named_once():
    here = world()
    case = allegation(here)
    sweep_documents()

    with acting_as(here.receiver):
        notice = Notice.objects.get(to=here.receiver, kind="document_ready")
        assert Document.objects.get(subject_id=case.pk).made_at
    assert subject(notice) == f"Allegation {case.reference} is ready to read and print"
