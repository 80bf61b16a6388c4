"""How is a page asked for in process? Inside the door, as the middleware calls it, and as a whole request besides.

Budgets hold for what is done inside the door; the empty signed-in request stands beside as a row of its own (ruling 32).
"""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from agencies.readings import seat
from agencies.tenancy import Who, acting

_factory = RequestFactory()


def inside(member, path: str):
    """The page as its view gives it, the door opened for it and closed behind it."""
    found = resolve(path.partition("?")[0])
    words = {name: value for name, value in found.kwargs.items() if name != "partnership"}
    request = _factory.get(path)
    request.member, request.memberships, request.in_several = member, [member], False
    request.user, request.session, request.resolver_match = member.person, {}, found
    request._messages = CookieStorage(request)
    with acting(Who.of(member)):
        request.seat = seat(member, ())
        response = found.func(request, **words)
        if hasattr(response, "render") and not response.is_rendered:
            response.render()
    return response


def statements(act) -> int:
    """How many statements an act sends inside the door: what opens and closes it is not counted, savepoints are."""
    with CaptureQueriesContext(connection) as seen:
        act()
    door = ("BEGIN", "COMMIT", "select set_config('concordat.person'")
    return sum(not one["sql"].startswith(door) for one in seen.captured_queries)


class Browser:
    """Somebody signed in, asking through every middleware as a web worker does."""

    def __init__(self, member):
        self.handler = WSGIHandler()
        store = import_module(settings.SESSION_ENGINE).SessionStore()
        with acting(Who(person=str(member.person_id)), "sign_in"):
            store[SESSION_KEY] = str(member.person_id)
            store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            store[HASH_SESSION_KEY] = member.person.get_session_auth_hash()
            store.save()
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={store.session_key}"

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body."""
        place, _, query = path.partition("?")
        environ = _factory._base_environ(
            PATH_INFO=place, QUERY_STRING=query, HTTP_COOKIE=self.cookie, SERVER_NAME="localhost", HTTP_HOST="localhost"
        )
        said = []
        response = self.handler(environ, lambda status, headers, exc=None: said.append(status))
        body = b"".join(response)
        response.close()
        return int(said[0].split()[0]), body
