"""After it was recorded: what is still owed, answering it, the recipient's law, and letting a colleague in."""

from datetime import timedelta

from django.http import Http404
from django.utils import timezone
from rest_framework.response import Response

from agencies.access import require
from agencies.api.described import described
from agencies.api.door import Door, Scope
from agencies.api.fields import checked
from agencies.api.problems import invalid
from agencies.api.shapes import person
from protocols.catalogue.clocks import as_day
from sharing import actions, rules
from sharing import checklist as questions
from sharing.api import asked
from sharing.api.answers import not_offered, stored
from sharing.api.finding import find_disclosure, other_law
from sharing.api.shapes import DisclosureShape, LetInShape, OwedShape, disclosure_row, owed
from sharing.checklist.routing import own, parts
from sharing.forms.let_in import LONGEST
from sharing.models import Checklist, Disclosure

READ, WRITE = Scope.READ_SHARING, Scope.WRITE_SHARING


def _find(member, reference: str) -> tuple[Disclosure, Checklist]:
    """A record of the own agency and its answers; of another's there are none to be seen."""
    found = find_disclosure(member, reference)
    seen = Checklist.objects.visible_to(member).filter(disclosure=found)
    checklist = seen.select_related("agency", "request__asking_agency", "procedure__protocol").first()
    if checklist is None or found.agency_id != member.agency_id:
        raise Http404
    return found, checklist


def _codes(checklist: Checklist) -> set[str]:
    """The questions that are asked of a record, by the codes under which their answers are kept."""
    found = rules.situation(checklist)
    settled = questions.settle(found, checklist.answers)
    have = questions.known(settled, checklist.answers)
    codes = {"EM"} if "EM" in checklist.answers else set()
    for page in questions.pages(found, checklist.answers):
        codes |= {part.code for part in parts(page, settled, have)} | ({page.code} if own(page) else set())
    return codes - {"S1", "check", "standing"}


def _told(member, reference: str) -> Response:
    found, checklist = _find(member, reference)
    return Response(OwedShape(owed(found, checklist, _codes(checklist))).data)


class Owed(Door):
    """What is still owed of a record that the token's agency made."""

    scopes = {"GET": READ}

    @described("read_owed", at="partnership reference", disposable=True, scope=READ, answers=OwedShape)
    def get(self, request, reference):
        return _told(request.member, reference)


class SaveOwed(Door):
    """Answer what is still owed. What other agencies read of the record follows the answers, and they are told."""

    scopes = {"POST": WRITE}

    @described("save_owed", at="partnership reference", disposable=True, scope=WRITE, answers=OwedShape, asks=asked.SaveOwed)
    def post(self, request, reference):
        said, member, at = checked(asked.SaveOwed, request.data), request.member, timezone.now()
        found, checklist = _find(member, reference)
        require(member, "save_owed", checklist)
        answers = stored(said["answers"])
        if more := sorted(set(answers) - _codes(checklist)):
            raise invalid(**{f"answers.{code}": "This is not asked of this record." for code in more})
        offered = rules.with_lists(rules.situation(checklist), member, as_day(at))
        for code, wrong in not_offered(offered, answers).items():
            raise invalid(**{f"answers.{code}.{name}": " ".join(words) for name, words in wrong.items()})
        actions.save_owed(found, next(iter(answers)), answers, by=member, at=at, revision=said["revision"])
        return _told(member, reference)


class StateLaw(Door):
    """Say on which law the token's agency relies to hold and use what it received; the sender's own stands."""

    scopes = {"POST": WRITE}

    @described(
        "state_law", at="partnership reference", disposable=True, scope=WRITE, answers=DisclosureShape,
        asks=asked.StateLaw,
    )  # fmt: skip
    def post(self, request, reference):
        said, member, at = checked(asked.StateLaw, request.data), request.member, timezone.now()
        found = find_disclosure(member, reference)
        require(member, "state_law", found)
        try:
            actions.state_law(found, by=member, at=at, provisions=said["provisions"])
        except ValueError:
            own = next(one for one in found.parties.all() if one.agency_id == member.agency_id)
            raise other_law(rules.law_to_state(own, member.agency)) from None
        return Response(DisclosureShape(disclosure_row(member, found)).data)


class LetIn(Door):
    """Let one colleague read one record until a day; they are told."""

    scopes = {"POST": WRITE}

    @described("let_in", at="partnership reference", disposable=True, scope=WRITE, answers=LetInShape, asks=asked.LetIn)
    def post(self, request, reference):
        said, member, at = checked(asked.LetIn, request.data), request.member, timezone.now()
        found = find_disclosure(member, reference)
        require(member, "let_in", found)
        today = as_day(at)
        if not today <= said["ends_on"] <= today + LONGEST:
            raise invalid(ends_on=f"Send a day from today, and within {LONGEST // timedelta(days=1)} days.")
        outside = rules.still_outside(found, member.agency_id, today).select_related("person", "agency")
        colleague = outside.filter(person__email=said["colleague"].lower()).first()
        if colleague is None:
            raise invalid(colleague="Nobody of your agency who signs in with this address needs to be let in.")
        actions.let_in(found, colleague, by=member, at=at, reason=said["reason"], ends_on=said["ends_on"])
        told = {"reference": found.reference, "colleague": person(colleague), "ends_on": said["ends_on"]}
        return Response(LetInShape(told).data)
