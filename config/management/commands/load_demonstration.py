"""Load the demonstration once, and tell as whom and with which password to sign in."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from config import demonstration
from config.demonstration import passwords


class Command(BaseCommand):
    help = (
        "Loads two partnerships with people, agreements and records, once, and makes passwords at random. "
        "They are printed, or written to a file that only its owner can read."
    )

    def add_arguments(self, parser):
        parser.add_argument("--write", metavar="FILE", type=Path, help="write address and people there, as JSON")
        parser.add_argument("--url", default=settings.SITE_URL, help="the address at which Concordat is reached")

    def handle(self, write=None, url="", **options):
        if settings.PRODUCTION:
            raise CommandError("The demonstration is not loaded where CONCORDAT_ENVIRONMENT is production.")
        there = demonstration.is_loaded()
        if there and (write is None or write.exists()):
            self.stdout.write("The demonstration is loaded already. Nothing was changed.")
            return
        at = timezone.now()
        with transaction.atomic():
            if not there:
                demonstration.load(at)
            # Loaded but not told, as after a start that was cut short: nobody knows the old passwords.
            people = demonstration.hand_out_passwords(at)
        if write is None:
            for person in people:
                self.stdout.write(f"{person['email']}   {person['password']}   {person['name']}, {person['agency']}")
        else:
            passwords.write(write, url, people)
            self.stdout.write(f"The demonstration is loaded; its {len(people)} people and passwords are in {write}.")
