"""Makes a token for a program, where nobody can open a page to make it."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies import actions
from agencies.actions.tokens import MOST_DAYS
from agencies.models import ApiToken, Membership, Person
from agencies.tenancy import Who, acting, acting_as


class Command(BaseCommand):
    help = "Makes a token with which a program acts as somebody, and prints it once."

    def add_arguments(self, parser):
        parser.add_argument(
            "email", metavar="EMAIL", help="whose it is; what the program does is recorded as done by them"
        )
        parser.add_argument("--partnership", metavar="SLUG", required=True)
        parser.add_argument("--scope", action="append", required=True, choices=ApiToken.Scope.values, dest="scopes")
        parser.add_argument("--days", type=int, default=90, help=f"how long it works, at most {MOST_DAYS} (default 90)")
        parser.add_argument("--name", default="command line", help="what will use it")
        parser.add_argument(
            "--agency", metavar="CODE", default="", help="where they act for several in the partnership"
        )

    def handle(self, *, email, partnership, scopes, days, name, agency, **options):
        now = timezone.now()
        member = _member(email, partnership, agency, timezone.localdate(now))
        try:
            with acting_as(member):
                token, secret = actions.make_token(member, by=member, at=now, name=name, scopes=scopes, days=days)
        except ValueError as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stderr.write(f"It works until {token.expires_at:%d %B %Y} and is not shown again.")
        self.stdout.write(secret)


def _member(email: str, slug: str, code: str, today) -> Membership:
    """The one part that this person plays in the partnership, or in that agency of it."""
    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise CommandError(f"Nobody signs in as {email}.")
    with acting(Who(person=str(person.pk))):
        held = list(Membership.objects.of_person(person, today).filter(partnership__slug=slug))
    found = []
    for member in held:
        with acting_as(member):
            if code in ("", member.agency.code):
                found.append(member)
    if not found:
        raise CommandError(f"{email} acts for no such agency in {slug}.")
    if len(found) > 1:
        raise CommandError(f"{email} acts for several agencies in {slug}: say which with --agency.")
    return found[0]
