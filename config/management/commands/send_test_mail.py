"""Does e-mail reach people? One mail, now, and what the mail server says to it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.template.loader import render_to_string

from agencies.invitations import undelivered


class Command(BaseCommand):
    help = "Sends one e-mail to an address by the mail server of EMAIL_URL, and tells what came of it."

    def add_arguments(self, parser):
        parser.add_argument("address", help="who gets it")

    def handle(self, address="", **options):
        try:
            validate_email(address)
        except ValidationError:
            raise CommandError(f"“{address}” is not an e-mail address.") from None
        body = render_to_string("agencies/test_mail.txt", {"site": settings.SITE_URL})
        try:
            EmailMessage("A test of Concordat's e-mail", body, None, [address]).send()
        except (OSError, ValueError) as error:
            raise CommandError(f"It could not be sent to {address}: {undelivered(error)}.") from None
        way = settings.EMAIL_BACKEND.split(".")[-2]
        told = {"console": "It was written above; set EMAIL_URL to have it sent.", "dummy": "EMAIL_URL throws mail away."}
        self.stdout.write(told.get(way, f"The mail server took it for {address}, from {settings.DEFAULT_FROM_EMAIL}."))
