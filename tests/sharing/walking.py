"""Going through the pages about sharing as a browser does: what is sent, page after page, and where it leads."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols import actions as drafting
from sharing.checklist import book
from sharing.checklist.shapes import Kind
from sharing.models import Checklist
from tests.agencies import factories as agencies
from tests.sharing import factories

STANDING = {
    "S3": {"who": "living"}, "S6": {"kinds": ["address"]}, "1b": {"helps": ["harmed"]}, "2b": {"changes": ["service"]},
    "2c": {"basis": "job", "task": "antisocial"}, "3a": {"aims": ["crime"]}, "3c": {"other_way": "no"},
    "4c": {"made_of": ["fact"]}, "6d": {"told": "notice"}, "9": {"channel": "secure_email", "marking": "official_sensitive"},
}  # fmt: skip
ANSWERS = {**factories.ANSWERS, "3b": {"less": "least"}}


def signed_in(client, member):
    with acting_as(member, "sign_in"):
        client.force_login(member.person)
    return client


def to(world, name, **kwargs):
    return reverse(f"sharing:{name}", kwargs={"partnership": world.registrar.partnership.slug, **kwargs})


def fresh(world, checklist, by=None):
    with acting_as(by or world.sharer):
        return Checklist.objects.select_related("agency", "request__asking_agency", "procedure__protocol").get(
            pk=checklist.pk
        )


def typed(code, answers, prefix=""):
    """Answers as a browser sends them, for the fields of one page."""
    sent = {}
    for item in book.page(code).fields:
        name, value = prefix + item.name, answers.get(item.name)
        if item.kind is Kind.ROWS:
            rows = value or [{}]
            sent[f"{name}-rows"] = str(len(rows))
            sent |= {f"{name}-{place}-{column}": data for place, row in enumerate(rows) for column, data in row.items()}
        elif item.kind is Kind.DATE and value:
            year, month, day = value.split("-")
            sent |= {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}
        elif value is not None:
            sent[name] = value
    return sent


def revision(response):
    return re.search(rb'name="revision" value="(\d+)"', response.content)[1].decode()


def slug_at(address):
    return address.split("?")[0].rstrip("/").rsplit("/", 1)[1]


def walk(client, world, address, answers, *, end=("check", "owed")):
    """Answer page after page as it is shown, until the questions end; the slugs that were walked, and the last address."""
    walked = []
    while slug_at(address) not in end:
        shown = client.get(address, follow=True)
        if shown.redirect_chain:
            address = shown.redirect_chain[-1][0]
            if slug_at(address) in end:
                break
        slug = slug_at(address)
        assert shown.status_code == 200, address
        assert len(walked) < 40, walked
        page = book.page_at(slug)
        walked.append(page.code)
        data = {"revision": revision(shown), **typed(page.code, answers.get(page.code, {}))}
        if page.code == "standing":
            data |= {**dict.fromkeys(STANDING, "yes"), **answers.get("standing", {})}
        for part in page.parts:
            data |= typed(part, answers.get(part, {}), prefix=f"{part}-")
        response = client.post(address, data)
        assert response.status_code == 302, (slug, response.status_code)
        address = response.url
    return walked, address


def begin(client, world, want, **query):
    response = client.post(
        to(world, "start_checklist") + "".join(f"?{k}={v}" for k, v in query.items()), {"want": want}
    )
    assert response.status_code == 302
    return response.url


def procedure(world):
    """A procedure in force between the two agencies, which answers what does not change from case to case."""
    author = agencies.member(world.registrar, world.ours, Role.BOARD_ADMINISTRATOR)
    approver = agencies.member(world.registrar, world.theirs, Role.BOARD_ADMINISTRATOR)
    their_head = agencies.member(world.registrar, world.theirs, Role.HEAD)
    now = timezone.now()
    then, today = now - timedelta(days=40), timezone.localdate(now)

    def do(action, *args, by=author, at=then, **words):
        with acting_as(by):
            return action(*args, by=by, at=at, **words)

    protocol = do(
        drafting.draft_protocol, reference="", title="Case conference procedure", tier=3,
        no_parent_reason="The protocol is being written.",
    )  # fmt: skip
    version = do(drafting.start_version, protocol, number="1.0")
    clauses = [{"number": "1.1", "text": "Partners share what the conference needs."}]
    do(drafting.add_section, version, heading="Sharing", clauses=clauses)
    do(drafting.edit_details, version, effective_on=today - timedelta(days=30), review_months=24, standing_answers=STANDING)
    do(drafting.name_facts, version, purposes=["Preventing crime"], data_items=[("Address", "personal")])
    do(drafting.name_parties, version, signatories=[(world.ours, True, ""), (world.theirs, True, "")])
    do(drafting.submit, version)
    do(drafting.approve, version, by=approver)
    for head in (world.head, their_head):
        with acting_as(head):
            place = version.parties.select_related("agency", "version").get(agency=head.agency)
        do(drafting.sign, place, by=head)
    do(drafting.bring_into_force, version, by=world.registrar, at=now - timedelta(days=29))
    return protocol
