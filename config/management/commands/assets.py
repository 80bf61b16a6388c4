"""Bring the GOV.UK Design System's stylesheet and script into the build folder."""

from django.core.management.base import BaseCommand, CommandError

from config.services import assets
from config.services.errors import ServiceError


class Command(BaseCommand):
    help = "Installs the front-end packages that package-lock.json names and makes our copies of them."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="make them anew although they are current")

    def handle(self, force=False, **options):
        try:
            made = assets.build(force=force)
        except ServiceError as error:
            raise CommandError(str(error)) from None
        self.stdout.write("The assets were made." if made else "The assets are current.")
