"""How are a clause, a day, a moment and a pause said, in papers and notices?"""

from datetime import date, datetime

from django.urls import reverse

from agencies.models.partnership import slug_of
from protocols.catalogue.clocks import LONDON
from protocols.models import Clause, Version


def clause_of(version: Version | None, slug: str) -> Clause | None:
    """The clause of that slug in that version; None where there is none."""
    if version is None or not slug:
        return None
    return Clause.objects.filter(section__version=version, slug=slug).first()


def clause_numbered(version: Version, number: str) -> Clause | None:
    """The clause of that number in that version; None where there is none."""
    return Clause.objects.filter(section__version=version, number=number.strip().rstrip(".")).first()


def clause_words(version: Version | None, clause: Clause | None) -> str:
    """A citation in one line: protocol, version, number and first words."""
    if version is None:
        return ""
    cited = f"{version.protocol.title}, version {version.number}"
    if clause is None:
        return cited
    words = " ".join(clause.text.split()[:12])
    return f"{cited}, clause {clause.number}: {words}…" if clause.number else f"{cited}: {words}…"


def day_words(day: date) -> str:
    """A day as "3 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def moment_words(at: datetime) -> str:
    """A moment in London as "3 November 2026, 4:40pm"."""
    local = at.astimezone(LONDON)
    return f"{day_words(local.date())}, {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def pause_address(suspension) -> str:
    """Where a pause is read about: its fact lies below this app, so it does not know its own page."""
    return reverse(
        "compliance:suspension", kwargs={"partnership": slug_of(suspension.partnership_id), "key": suspension.pk}
    )
