"""Found a partnership: its first agency, and the link by which its first board administrator comes in."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from agencies import actions
from agencies.forms.agencies import KINDS, AddAgencyForm
from agencies.forms.people import InviteForm
from agencies.invitations import link_of
from agencies.models import Agency, Invitation, Membership, Partnership
from agencies.models.agency import SERVICE_CODE
from agencies.models.partnership import RESERVED_SLUGS
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.sweeps import registrar
from agencies.tenancy import Who, acting, acting_as

# Each argument with the field of the page on which the same is typed.
READERS = (
    ("--administrator", "administrator", InviteForm.base_fields["email"]),
    ("--name", "person", InviteForm.base_fields["name"]),
    ("--agency", "agency", AddAgencyForm.base_fields["name"]),
    ("--code", "code", AddAgencyForm.base_fields["code"]),
    ("--controller", "controller", AddAgencyForm.base_fields["controller"]),
)


class Command(BaseCommand):
    help = (
        "Makes a partnership with its first agency and invites its first board administrator, by e-mail and by a link "
        "printed here, which works once, for 7 days. Repeated, it changes nothing, but sends a new link while nobody "
        "administers the partnership."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", help="its place in addresses, for example northmere")
        parser.add_argument("name", help="its name, for example 'Northmere Community Safety Partnership'")
        parser.add_argument("prefix", help="2 to 6 capital letters with which references begin, for example NM")
        parser.add_argument("--administrator", required=True, metavar="EMAIL", help="who administers it first")
        parser.add_argument("--name", required=True, metavar="NAME", dest="person", help="their full name")
        parser.add_argument("--agency", required=True, metavar="NAME", help="the agency they act for")
        parser.add_argument("--code", required=True, metavar="CODE", help="its short code, for example NCC")
        parser.add_argument("--kind", default=Agency.Kind.COUNCIL, choices=[value for value, _ in KINDS])
        parser.add_argument("--controller", default="", metavar="NAME", help="the agency's full legal name, if another")

    @transaction.atomic
    def handle(self, **said):
        at = timezone.now()
        _check(said)
        try:
            found = Partnership.objects.filter(slug=said["slug"]).first()
            if found is None:
                self._found(said, at)
            else:
                self._again(found, said, at)
        except MoveRefused as refused:
            raise CommandError(str(refused)) from None

    def _found(self, said, at) -> None:
        _check_partnership(said)
        service = actions.found_partnership(slug=said["slug"], name=said["name"], prefix=said["prefix"], at=at)
        with acting_as(service):
            agency = actions.add_agency(
                by=service, at=at, code=said["code"].upper(), name=said["agency"], kind=said["kind"],
                starts_on=timezone.localdate(at), controller=said["controller"],
            )  # fmt: skip
            self.stdout.write(f"{said['name']} is founded, with {agency} as its first agency.")
            self._invite(agency, service, said, at)

    def _again(self, partnership, said, at) -> None:
        if (partnership.name, partnership.prefix) != (said["name"], said["prefix"]):
            raise CommandError(
                f"The address {said['slug']} is taken by {partnership} ({partnership.prefix}). Nothing was changed."
            )
        with acting(Who(partnership=str(partnership.pk), role=Role.REGISTRAR)):
            service = registrar(timezone.localdate(at))
        with acting_as(service):
            people = Membership.objects.active(timezone.localdate(at)).filter(person__is_active=True)
            if board := people.with_role(Role.BOARD_ADMINISTRATOR).select_related("person").first():
                self.stdout.write(f"{partnership} is founded already and administered by {board.named}. Nothing was changed.")
                return
            self.stdout.write(f"{partnership} is founded already, and nobody administers it yet.")
            agency = Agency.objects.filter(code=said["code"].upper()).first()
            if agency is None:
                raise CommandError(f"It has no agency with the code {said['code'].upper()}. Nothing was changed.")
            open_one = Invitation.objects.open().filter(agency=agency, email=said["administrator"].lower()).first()
            if open_one is None:
                self._invite(agency, service, said, at)
            else:
                self._tell(actions.resend_invitation(open_one, by=service, at=at))

    def _invite(self, agency, service, said, at) -> None:
        made = actions.invite(
            agency, by=service, at=at, email=said["administrator"], name=said["person"],
            job_title="Board administrator", roles=[Role.BOARD_ADMINISTRATOR], starts_on=timezone.localdate(at),
        )  # fmt: skip
        if isinstance(made, Invitation):
            self._tell(made)
        else:
            self.stdout.write(f"{made.person} signs in here already and administers it from now on.")

    def _tell(self, invitation) -> None:
        self.stdout.write(f"{invitation.email} is sent this link as soon as a worker runs. It works once, for 7 days:")
        self.stdout.write(f"  {link_of(invitation)}")


def _check(said) -> None:
    """Refuse what a page would refuse and what the database would refuse later, by the names of the arguments."""
    if said["slug"] in RESERVED_SLUGS:
        raise CommandError(f"The address {said['slug']} is the service's own. Choose another.")
    wrong = []
    for option, name, field in READERS:
        try:
            said[name] = field.clean(said[name])
        except ValidationError as refused:
            wrong.append(f"{option}: {' '.join(refused.messages)}")
    if said["code"].upper() == SERVICE_CODE:
        wrong.append(f"--code: {SERVICE_CODE} is the service's own")
    if wrong:
        raise CommandError(". ".join(wrong) + ". Nothing was changed.")


def _check_partnership(said) -> None:
    try:
        Partnership(slug=said["slug"], name=said["name"], prefix=said["prefix"]).full_clean()
    except ValidationError as refused:
        wrong = [f"{name}: {' '.join(messages)}" for name, messages in refused.message_dict.items()]
        raise CommandError(f"{' '.join(wrong)} Nothing was changed.") from None
