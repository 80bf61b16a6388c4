"""Write the pins of every package anew."""

from django.core.management.base import BaseCommand, CommandError

from config.services import lockfiles
from config.services.errors import ServiceError


class Command(BaseCommand):
    help = "Writes the exact versions and digests of every package into pyproject.toml and the lock files."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--upgrade", action="store_true", help="take the newest versions that pyproject.toml allows"
        )

    def handle(self, upgrade=False, **options):
        try:
            changed = lockfiles.write(upgrade=upgrade)
        except ServiceError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Written: {', '.join(changed)}." if changed else "Every pin is as it was.")
