"""Make or mend the two roles, the database and their rights, on whatever server the environment names."""

import os

from django.core.management.base import BaseCommand, CommandError

from config.services import database
from config.services.urls import credentials, database_name


class Command(BaseCommand):
    help = (
        "Makes the roles concordat_owner and concordat_app and their database, or mends their rights. "
        "Reads DATABASE_ADMIN_URL, DATABASE_OWNER_URL and DATABASE_URL. Safe to repeat."
    )
    requires_system_checks = ()  # there may be no database yet to check against

    def handle(self, **options):
        names = ("DATABASE_ADMIN_URL", "DATABASE_OWNER_URL", "DATABASE_APP_URL")
        missing = [name for name in names if not os.environ.get(name)]
        if missing:
            raise CommandError(f"Set {' and '.join(missing)}: the addresses of the administrator and of the owner.")
        administrator, owner_url, app_url = (os.environ[name] for name in names)
        (owner, owner_password), (app, app_password) = credentials(owner_url), credentials(app_url)
        if (owner, app) != (database.OWNER, database.APP):
            raise CommandError(
                f"DATABASE_OWNER_URL must connect as {database.OWNER} and DATABASE_URL as {database.APP}."
            )
        name = database_name(app_url)
        database.prepare(administrator, owner_password, app_password, name)
        self.stdout.write(f"The database {name} and its two roles are as they should be.")
