"""What is wrong with a form, in plain sentences, and where on the page is it put right?"""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup, escape

from config.govuk import govuk
from protocols.fields import GovDateWidget

PICKED = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.Select, forms.CheckboxInput)


def messages(bound) -> list[Markup]:
    """Every error of one bound field, escaped, each saying how to put it right; [] when there is none."""
    return [escape(_plain(bound, error)) for error in bound.form.errors.get(bound.name, _nothing()).as_data()]


def parts_in_error(bound) -> set[str]:
    """Which boxes of a day are wrong: any of "day", "month" and "year"; all three when the error does not say."""
    wrong = set()
    for error in bound.form.errors.get(bound.name, _nothing()).as_data():
        wrong.update((error.params or {}).get("parts", ("day", "month", "year")))
    return wrong


def error_summary(*forms_) -> Markup:
    """The box on top of a page that lists every error of the given forms and formsets, each linked to its field."""
    errors = [item for form in _flat(forms_) for item in _listed(form)]
    if not errors:
        return Markup("")
    return govuk("error-summary", {"titleText": _("There is a problem"), "errorList": errors})


def _flat(given):
    for form in given:
        if isinstance(form, BaseFormSet):
            yield form
            yield from form.forms
        elif form is not None:
            yield form


def _listed(form):
    if isinstance(form, BaseFormSet):
        return [{"text": text} for text in form.non_form_errors()] if form.is_bound else []
    first = next((_place(bound) for bound in form.visible_fields()), None)
    # An error of the whole form leads to its first field, so that the link goes somewhere.
    listed = [{"text": text, "href": first} for text in form.errors.get(NON_FIELD_ERRORS, [])]
    for bound in form:
        href = None if bound.is_hidden else _place(bound)
        listed += [{"html": text, "href": href} for text in messages(bound)]
    return listed


def _place(bound):
    place = f"#{bound.auto_id or bound.html_name}"
    if isinstance(bound.field.widget, GovDateWidget):
        wrong = parts_in_error(bound)
        place += "_" + next((part for part in ("day", "month", "year") if part in wrong), "day")
    return place


def _plain(bound, error):
    # Django's stock sentences speak of "this field" and "this value"; a form's own wording is left as it is.
    said = str(error.messages[0])
    label = str(bound.label or "")
    if error.code == "required" and said == str(forms.Field.default_error_messages["required"]):
        return _required(bound, label)
    if error.code == "max_length" and "limit_value" in (error.params or {}):
        # A question cannot open a sentence.
        label = label if label and not label.endswith("?") else _("Your answer")
        limit = error.params["limit_value"]
        return ngettext(
            "%(label)s must be %(limit)d character or fewer", "%(label)s must be %(limit)d characters or fewer", limit
        ) % {"label": label, "limit": limit}
    if error.code == "invalid_choice" and isinstance(bound.field.widget, PICKED):
        return _("Select one of the options in the list")
    return said[:-1] if said.endswith(".") and said.count(". ") == 0 else said


def _required(bound, label):
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return _("Tick the box to go on")
    if isinstance(widget, forms.FileInput):
        return _("Choose a file")
    if not label or label.endswith("?"):
        return _("Select an answer") if isinstance(widget, PICKED) else _("Enter an answer")
    # "NHS number" keeps its capitals, "Name" does not.
    what = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    return (_("Select %(what)s") if isinstance(widget, PICKED) else _("Enter %(what)s")) % {"what": what}


def _nothing():
    return forms.utils.ErrorList()
