"""Start everything: database, broker, web, worker and timer, with the demonstration in it."""

import sys

from django.core.management.base import BaseCommand, CommandError

from config.services import places
from config.services.environment import chosen_data
from config.services.errors import ServiceError
from config.services.ports import DEFAULT
from config.services.supervisor import Supervisor


class Command(BaseCommand):
    help = (
        "Brings its own PostgreSQL and Valkey, makes the tables, loads the demonstration partnership the first "
        "time, and serves. Set DATABASE_URL or BROKER_URL to use servers of your own."
    )
    requires_system_checks = ()  # there is no database yet to check against

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, help=f"where to serve; {DEFAULT} or the next free one if absent")
        parser.add_argument("--data", help="the directory for the database, its keys and logs")

    def handle(self, port=None, data=None, **options):
        try:
            Supervisor(places.find(data or chosen_data(sys.argv)), port).run()
        except ServiceError as error:
            raise CommandError(str(error)) from None
