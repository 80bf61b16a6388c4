"""How does an amendment begin with the words and facts of the version that it amends?"""

import uuid

from protocols.models import Clause, Section, Version

FACTS = ("purposes", "data_items", "provisions")


def copy_content(old: Version, new: Version) -> None:
    """Copy sections, clauses and facts; slugs stay, so that a redline finds each clause again (TR-26)."""
    places = {}
    sections = list(old.sections.all())
    for section in sections:
        places[section.pk] = uuid.uuid4()
        section.pk, section.version = places[section.pk], new
    Section.objects.bulk_create(sections)
    clauses = list(Clause.objects.filter(section_id__in=places))
    for clause in clauses:
        clause.pk, clause.section_id = uuid.uuid4(), places[clause.section_id]
    Clause.objects.bulk_create(clauses)
    for relation in FACTS:
        rows = list(getattr(old, relation).all())
        for row in rows:
            row.pk, row.version = uuid.uuid4(), new
        getattr(new, relation).model.objects.bulk_create(rows)
