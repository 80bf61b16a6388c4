"""What do the logs say of a page that somebody may not see, and of one that failed?"""

import io
import logging

import pytest
import structlog
from django.urls import reverse

from agencies.roles import Role
from config.logs import configure
from tests.agencies import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def said():
    """What a log configured as in production would hold."""
    root, words = logging.getLogger(), io.StringIO()
    before, level, settings = root.handlers, root.level, structlog.get_config()
    configure({"level": "INFO", "json": True})
    root.handlers[0].setStream(words)
    yield words.getvalue
    root.handlers = before
    root.setLevel(level)
    structlog.configure(**settings)


def test_an_expected_no_is_one_line_without_the_way_to_it(client, said):
    registrar = factories.partnership()
    head = factories.member(registrar, factories.agency(registrar), Role.HEAD)
    client.force_login(head.person)

    here = reverse("protocols:new", kwargs={"partnership": registrar.partnership.slug})
    assert client.get(here).status_code == 403

    (line,) = said().splitlines()
    assert here in line
    assert "Traceback" not in line
    assert "PermissionDenied" not in line


def test_a_page_that_failed_is_said_with_the_way_to_it(said):
    try:
        raise RuntimeError("broken")
    except RuntimeError:
        logging.getLogger("django.request").error("Internal Server Error: /x/", exc_info=True, extra={"status_code": 500})

    assert "RuntimeError: broken" in said()
