"""What holds for every answer: private, signed in, with a second factor, and nothing typed is lost."""

import time
from http import HTTPStatus

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware
from django.shortcuts import redirect
from django.urls import reverse

from config import kept_forms

OPEN_PATHS = ("/account/", "/static/", "/health/", "/csp-report", "/accessibility", "/api/")


# Under an open path, and yet for nobody without a second factor: it shows how the whole service runs.
SHUT_PATHS = ("/account/service/",)


class PrivatePages:
    """No page about a record is stored on the way, or read by another site's window (security notes, row 23)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


class WithMethodAndBody(HttpResponsePermanentRedirect):
    """Leads on, and what was sent goes along."""

    status_code = HTTPStatus.PERMANENT_REDIRECT


class WholeAddresses(CommonMiddleware):
    """An address without its last slash leads on to the one with it, by a 308: method and body go along.

    By a 301 a program's POST would arrive as a GET, be answered 200 with a list, and have done nothing.
    """

    response_redirect_class = WithMethodAndBody

    def process_view(self, request, view_func, view_args, view_kwargs):
        """The one letter that PostgreSQL cannot hold is in no key, reference or word: what is asked by it is not there.

        Programs are answered at their own door.
        """
        if request.path.startswith("/api/"):
            return
        said = (*view_kwargs.values(), *(value for name in request.GET for value in request.GET.getlist(name)))
        if any("\x00" in value for value in said if isinstance(value, str)):
            raise Http404


class NoCookiesForPrograms:
    """Under `/api/` nobody is signed in by a cookie: only a token opens that door (ruling 12)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith("/api/"):
            request.META.pop("HTTP_COOKIE", None)
            request.COOKIES = {}
        return self.get_response(request)


class SessionsEnd:
    """Ends a session that was idle for too long, or is older than it may be (security notes, row 18).

    Before anything looks at who is signed in, so that what was typed into an ended session is kept like any other.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            session, now = request.session, int(time.time())
            idle = now - session.get("last_seen", now)
            age = now - session.setdefault("began", now)
            if idle > settings.SESSION_IDLE_SECONDS or age > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif idle >= 60 or "last_seen" not in session:
                session["last_seen"] = now
        return self.get_response(request)


class TypedTextKept:
    """Keeps, for an hour, what somebody sends after their session has ended, and gives it back to them (ruling 9)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        ended = request.method == "POST" and not request.user.is_authenticated and not request.path.startswith(OPEN_PATHS)
        if not ended:
            return self.get_response(request)
        response = redirect(f"{reverse('account_login')}?next=/account/typed/")
        kept_forms.keep(request, response)
        return response


class SignedIn(LoginRequiredMiddleware):
    """Everything asks for sign-in but what says otherwise, and for a second factor where it is required."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.user.is_authenticated and settings.SECOND_FACTOR_REQUIRED and not self._may_wait(request):
            return redirect("mfa_activate_totp")
        return super().process_view(request, view_func, view_args, view_kwargs)

    @staticmethod
    def _may_wait(request) -> bool:
        """Has a second factor, or is on the pages where one is set up."""
        waits = request.path.startswith(OPEN_PATHS) and not request.path.startswith(SHUT_PATHS)
        return waits or is_mfa_enabled(request.user)
