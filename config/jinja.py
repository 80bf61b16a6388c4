"""What can our templates say? The one Jinja environment of pages, documents and notices."""

from functools import lru_cache

import jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import json_script
from django.utils.translation import get_language, gettext, ngettext

from config import words
from config.fields import field
from config.form_errors import error_summary
from config.govuk import govuk
from config.panels import links_above
from config.statuses import status_tag
from config.statuses import words as status_words


@jinja2.pass_context
def url(context, name: str, *args, **kwargs) -> str:
    """The address of a named page; an app's page is that of the partnership one acts in, unless another is said.

    NoReverseMatch when there is none. A macro that is imported without context is given addresses, not names.
    """
    member = getattr(context.get("request"), "member", None)
    if member is not None and "partnership" not in kwargs and not args and (":" in name or name == "home"):
        kwargs["partnership"] = member.partnership.slug
    return _address(name, args, tuple(kwargs.items()))


@lru_cache(maxsize=4096)
def _address(name: str, args: tuple, kwargs: tuple) -> str:
    return reverse(name, args=args or None, kwargs=dict(kwargs) or None)


def _translated(message: str) -> str:
    return _in_language(get_language(), message)


@lru_cache(maxsize=8192)
def _in_language(language: str | None, message: str) -> str:
    # Django looks a message up in one catalogue after another, a hundred times a page.
    return gettext(message)


def environment(**options) -> jinja2.Environment:
    """Our environment: strict about names nobody gave, escaping everything, with the functions pages need."""
    # Django offers a lenient Undefined; a misspelt name must fail here and not leave a hole in a page.
    options["undefined"] = jinja2.StrictUndefined
    # Text is sent as it stands: an e-mail that says "&amp;" is wrong. Everything else is escaped.
    options["autoescape"] = jinja2.select_autoescape(
        enabled_extensions=(), disabled_extensions=("txt",), default=True, default_for_string=True
    )
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    options["extensions"] = [*options.get("extensions", []), "jinja2.ext.i18n", "jinja2.ext.do"]
    env = jinja2.Environment(**options)
    env.install_gettext_callables(_translated, ngettext, newstyle=True)  # type: ignore[attr-defined]  # of the extension
    env.globals.update(
        error_summary=error_summary,
        field=field,
        govuk=govuk,
        json_script=json_script,
        language=get_language,
        links_above=links_above,
        # Pages may ask the time; rules may not. Given as a function, so that one page can ask once and hand it on.
        now=timezone.now,
        static=static,
        url=url,
    )
    env.filters.update(
        ago=words.ago,
        clock_time=words.clock_time,
        date=words.day,
        how_long=words.how_long,
        is_late=words.is_late,
        moment=words.moment,
        paragraphs=words.paragraphs,
        status_tag=status_tag,
        status_words=status_words,
        time_left=words.time_left,
    )
    return env
