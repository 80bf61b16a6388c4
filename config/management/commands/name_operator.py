"""Let somebody who signs in see how the service runs, or no longer."""

from django.core.management.base import BaseCommand, CommandError

from agencies.models import Person
from agencies.tenancy import Who, acting


class Command(BaseCommand):
    help = "Names an operator: a person who sees how the service runs, at /account/service/, and no record by it."

    def add_arguments(self, parser):
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--end", action="store_true", help="the person is an operator no longer")

    def handle(self, *, email, end, **options):
        with acting(Who(), "name_operator"):
            person = Person.objects.filter(email__iexact=email, is_active=True).first()
            if person is None:
                raise CommandError(f"Nobody signs in as {email}.")
            person.is_operator = not end
            person.save(update_fields=["is_operator"])
        self.stdout.write(f"{email} is {'an operator no longer' if end else 'an operator'}.")
