"""Reads the file of an existing protocol: shows what is recognised, and saves it as a draft."""

import json
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.models import Membership, Person
from agencies.moves import MoveRefused
from agencies.tenancy import Who, acting, acting_as
from protocols import actions
from protocols.importing import Recognised, Refused, read_protocol
from protocols.models import Protocol
from protocols.permissions import BOARD


class Command(BaseCommand):
    help = "Reads the file of an existing protocol (.docx, .txt, .md) and saves it as a draft in a partnership."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--partnership", metavar="SLUG", help="needed unless --dry-run")
        parser.add_argument("--by", metavar="EMAIL", help="a board administrator of it; needed unless --dry-run")
        parser.add_argument("--dry-run", action="store_true", help="show what is recognised and save nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
        parser.add_argument("--reference", default="", help="of a protocol to add a version to, or for a new one")
        parser.add_argument("--tier", type=int, choices=Protocol.Tier.values, default=Protocol.Tier.PROTOCOL)
        parser.add_argument("--number", default="1.0", help="of the version (default 1.0)")

    def handle(self, *, file, dry_run, **options):
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        try:
            read = read_protocol(data, file.name)
            saved = None if dry_run else self._save(data, file.name, **options)
        except (Refused, MoveRefused, PermissionDenied) as refused:
            raise CommandError(str(refused)) from refused
        if options["json"]:
            self.stdout.write(json.dumps(read.as_json(), ensure_ascii=False, indent=2))
        else:
            self._describe(read)
            self.stdout.write(f"Saved as a draft: {saved}." if saved else "Nothing was saved.")

    def _save(self, data, filename, *, partnership, by, reference, tier, number, **_):
        member = _administrator(partnership, by)
        at = timezone.now()
        with acting_as(member):
            protocol = Protocol.objects.filter(partnership_id=member.partnership_id, reference=reference).first()
            imported = actions.read_file(by=member, at=at, data=data, filename=filename)
            version = actions.save_reading(
                imported, by=member, at=at, protocol=protocol, reference=reference, tier=tier, number=number
            )
            return f"{version.protocol.reference}, version {version.number}"

    def _describe(self, read: Recognised):
        self.stdout.write(read.title or "(no title)")
        clauses = sum(len(part.clauses) for part in (*read.sections, *read.appendices))
        tables = sum(len(part.tables) for part in (*read.sections, *read.appendices))
        self.stdout.write(
            f"{len(read.sections)} sections, {len(read.appendices)} appendices, {clauses} clauses, {tables} tables"
        )
        self.stdout.write(f"Takes effect: {read.effective_date or 'not found'}")
        self.stdout.write(f"Reviewed after: {f'{read.review_months} months' if read.review_months else 'not found'}")
        for warning in read.warnings:
            self.stdout.write(f"- {warning}")


def _administrator(slug: str | None, email: str | None) -> Membership:
    """The membership as which this person administers the board of the partnership."""
    if not slug or not email:
        raise CommandError("Say which partnership, with --partnership, and who brings it in, with --by.")
    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise CommandError(f"Nobody signs in as {email}.")
    with acting(Who(person=str(person.pk))):
        held = Membership.objects.active(timezone.localdate()).filter(person=person, partnership__slug=slug)
        member = held.with_role(*BOARD).select_related("partnership").first()
    if member is None:
        raise CommandError(f"{email} is not a board administrator of {slug}.")
    return member
