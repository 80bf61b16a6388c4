"""How does a page get GOV.UK Design System markup? One function, and nothing unescaped passes it."""

import json
from functools import cache, lru_cache
from importlib.resources import files

import jinja2
from django.utils.html import conditional_escape
from markupsafe import Markup

# Parts of nearly every page, drawn again and again from the same few words. What was drawn of them is kept, so no
# personal content may pass through one.
FURNITURE = frozenset({"breadcrumbs", "button", "generic-header", "pagination", "service-navigation", "skip-link"})


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    # The library's macros read parameters that nobody gave, so they cannot live in our strict environment.
    root = str(files("govuk_frontend_jinja") / "templates")
    loader = jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.FileSystemLoader(root)})
    return jinja2.Environment(loader=loader, autoescape=True, auto_reload=False)


@cache
def _macro(name: str):
    try:
        template = _environment().get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    except jinja2.TemplateNotFound as error:
        raise LookupError(f"GOV.UK Frontend has no component named {name!r}") from error
    return getattr(template.module, "govuk" + "".join(part.capitalize() for part in name.split("-")))


def _hardened(value, key="", parent=""):
    # The macros mark every html parameter and every slot as safe, so whatever is not Markup is escaped here.
    if isinstance(value, dict):
        # None means "not given", but for the footer's licence, where the Design System reads it as "no licence".
        given = {name: item for name, item in value.items() if item is not None or name == "contentLicence"}
        return {name: _hardened(item, name, key) for name, item in given.items()}
    if isinstance(value, (list, tuple)):
        return [_hardened(item, "", key) for item in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if key == "attributes":
        raise TypeError("give attributes as a dictionary: a string would reach the page unescaped")
    if key == "html" or key.endswith("Html") or parent == "slots":
        return str(conditional_escape(value))
    return str(value)


def govuk(name: str, params: dict | None = None) -> Markup:
    """The markup of one GOV.UK component, `params` as in the Design System's own documentation.

    A value under `html`, `...Html` or `slots` is escaped unless it is Markup already; a value under `text` is
    always escaped. LookupError when there is no such component, TypeError when attributes are not a dictionary.
    """
    given = _hardened(params or {})
    return _kept(name, json.dumps(given)) if name in FURNITURE else _drawn(name, given)


def _drawn(name: str, given: dict) -> Markup:
    return Markup(str(_macro(name)(given)).strip())


@lru_cache(maxsize=1024)
def _kept(name: str, given: str) -> Markup:
    return _drawn(name, json.loads(given))
