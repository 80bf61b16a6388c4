"""Take the pictures of the tour: the pages of auditor, chair and operator, at both widths, of a running demonstration."""

import json
import os
import shutil
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from config.services import libraries, places

WIDTHS = (1280, 320)
# Who signs in, what the picture is called, and which page it shows.
TOUR = (
    ("auditor@npc.northmere.example", "auditor-history", "/northmere/history/"),
    ("auditor@npc.northmere.example", "auditor-export", "/northmere/history/export_history/"),
    ("auditor@npc.northmere.example", "auditor-record", "/northmere/disclosures/"),
    ("community.safety.manager@edc.northmere.example", "chair-meetings", "/northmere/meetings/"),
    ("community.safety.manager@edc.northmere.example", "chair-plan", "/northmere/meetings/plan_meeting/"),
    ("officer@edc.northmere.example", "officer-retention", "/northmere/retention/"),
    ("officer@mgh.northmere.example", "officer-cases", "/northmere/cases/"),
    ("operator@northmere.example", "operator-service", "/account/service/"),
)


class Command(BaseCommand):
    help = "Writes pictures of the tour into a directory. Start the demonstration first, in another window."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("directory", type=Path)
        parser.add_argument("--data", help="the data directory that was given to start")

    def handle(self, directory, data=None, **options):
        try:
            from playwright.sync_api import sync_playwright  # noqa: PLC0415  of the tests' packages, not of the service's
        except ImportError:
            raise CommandError("The pictures need the packages for tests: run it by `uv run`.") from None
        people = places.find(data).demonstration
        if not people.exists():
            raise CommandError("There is no demonstration yet: run `uv run manage.py start` in another window first.")
        known = json.loads(people.read_text(encoding="utf-8"))
        words = {one["email"]: one["password"] for one in known["people"]}
        directory.mkdir(parents=True, exist_ok=True)
        libraries.ensure(libraries.CHROMIUM)
        with sync_playwright() as playwright:
            found = next(filter(None, map(shutil.which, filter(None, libraries.CHROMIUM.programs))), None)
            sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses to build its sandbox as root
            browser = playwright.chromium.launch(executable_path=found, args=sandbox)
            for email, name, path in TOUR:
                with browser.new_context() as context:
                    page = context.new_page()
                    page.goto(f"{known['url']}/account/login/")
                    page.fill("input[name=login]", email)
                    page.fill("input[name=password]", words[email])
                    page.keyboard.press("Enter")
                    page.wait_for_url(lambda url: "login" not in url)
                    page.goto(known["url"] + path)
                    for width in WIDTHS:
                        page.set_viewport_size({"width": width, "height": 900})
                        page.screenshot(path=directory / f"{name}-{width}.png", full_page=True)
                    self.stdout.write(f"{name}: {page.title()}")
            browser.close()
        self.stdout.write(f"{len(TOUR) * len(WIDTHS)} pictures in {directory}")
