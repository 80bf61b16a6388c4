"""How does a Django form field become GOV.UK markup? By its widget; what was typed survives a failed submit."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from markupsafe import Markup

from config.form_errors import messages, parts_in_error
from config.govuk import govuk
from protocols.fields import PARTS, GovDateWidget

# Attributes of a widget that have their own GOV.UK parameter, or that we never write: placeholders vanish while
# people type, and the browser's own "required" bubbles speak before our messages can.
OWN_PARAMETER = {
    "autocomplete", "class", "cols", "disabled", "id", "inputmode", "maxlength", "minlength", "pattern",
    "placeholder", "required", "rows", "spellcheck", "step", "min", "max",
}  # fmt: skip


def field(bound, *, heading=False, size="", optional=True, **params) -> Markup:
    """One bound form field, with label, hint, error and what was typed.

    `heading=True` makes the label the page's title; `size` (s, m, l, xl) sets the label; `optional=False` leaves out
    "(optional)". Choices take `hints` and `conditional` by value, `divider` (the value before which "or" stands),
    `exclusive` (the value that unticks the others), `inline` and `small`. Text boxes take `width` (2, 3, 4, 5, 10,
    20 or 30 characters), `prefix` and `suffix`. Anything else goes to the component as it is.
    TypeError for a widget that the Design System has no answer for.
    """
    widget = bound.field.widget
    if widget.is_hidden:
        return Markup(str(bound))
    for kind, render in RENDERERS:
        if isinstance(widget, kind) and not isinstance(widget, (forms.DateInput, forms.DateTimeInput)):
            return render(bound, _common(bound, heading, size, optional), params)
    raise TypeError(f"no GOV.UK component for {type(widget).__name__} of {bound.name!r}; for days use GovDateField")


def _common(bound, heading, size, optional):
    label = str(bound.label or "")
    unmarked = bound.field.required or not optional or label.endswith(_("(optional)"))
    if not unmarked and not isinstance(bound.field.widget, forms.CheckboxInput):
        label = _("%(label)s (optional)") % {"label": label}
    common = {"name": bound.html_name, "id": bound.auto_id or bound.html_name, "label": label,
              "heading": heading, "size": size or ("l" if heading else "")}  # fmt: skip
    if bound.help_text:
        common["hint"] = _text_or_html(bound.help_text)
    if wrong := messages(bound):
        common["error"] = {"html": Markup("<br>").join(wrong)}
    return common


def _text_or_html(value):
    value = str(value) if isinstance(value, Promise) else value
    return {"html": value} if hasattr(value, "__html__") else {"text": value}


def _label(common):
    classes = f"govuk-label--{common['size']}" if common["size"] else ""
    return {"text": common["label"], "classes": classes, "isPageHeading": common["heading"]}


def _legend(common):
    legend = {"text": common["label"], "classes": f"govuk-fieldset__legend--{common['size'] or 's'}",
              "isPageHeading": common["heading"]}  # fmt: skip
    return {"legend": legend}


def _started(bound, common, params, *, group=False):
    # What every component takes; the caller's own parameters come last and win.
    start = {"name": common["name"], "hint": common.get("hint"), "errorMessage": common.get("error")}
    start |= {"fieldset": _legend(common)} if group else {"id": common["id"], "label": _label(common)}
    extra = {name: value for name, value in bound.field.widget.attrs.items() if name not in OWN_PARAMETER}
    if extra and not group:
        # False means "leave it out" to Django, and the word "false" to the macros.
        start["attributes"] = {name: value for name, value in extra.items() if value is not False}
    if bound.field.disabled and not group:
        start["disabled"] = True
    return start | params


def _input(bound, common, params):
    widget, attrs = bound.field.widget, bound.field.widget.attrs
    given = {"type": widget.input_type, "value": widget.format_value(bound.value())}
    if isinstance(widget, forms.NumberInput):
        # A number box changes its value when scrolled over; a text box with number keys does not.
        whole = isinstance(bound.field, forms.IntegerField) and not isinstance(bound.field, forms.FloatField)
        whole = whole and not isinstance(bound.field, forms.DecimalField)
        given |= {"type": "text", "inputmode": "numeric" if whole else "decimal"}
        params.setdefault("width", 5)
    elif isinstance(widget, forms.EmailInput):
        given |= {"spellcheck": False, "autocomplete": "email"}
    elif widget.input_type not in ("text", "tel", "url", "search"):
        given["type"] = "text"
    for name in ("autocomplete", "inputmode", "spellcheck", "pattern"):
        if name in attrs:
            given[name] = attrs[name]
    for name in ("prefix", "suffix"):
        if isinstance(params.get(name), str):
            params[name] = {"text": params[name]}
    if width := params.pop("width", None):
        given["classes"] = f"govuk-input--width-{width}"
    return govuk("input", _started(bound, common, given | params))


def _password(bound, common, params):
    # Never filled in again, not even with what was just typed.
    given = {"autocomplete": bound.field.widget.attrs.get("autocomplete", "current-password")}
    return govuk("password-input", _started(bound, common, given | params))


def _textarea(bound, common, params):
    attrs = bound.field.widget.attrs
    # Django gives every textarea 40 columns and 10 rows; rows that a form chose itself come without the columns.
    stock = (attrs.get("cols"), attrs.get("rows")) == ("40", "10")
    given = {"rows": 5 if stock else attrs.get("rows", 5), "value": bound.value() or ""}
    longest = getattr(bound.field, "max_length", None) or attrs.get("maxlength")
    if longest:
        return govuk("character-count", _started(bound, common, {**given, "maxlength": int(longest), **params}))
    return govuk("textarea", _started(bound, common, given | params))


def _options(bound):
    widget = bound.field.widget
    chosen = widget.format_value(bound.value())
    for group, options, _index in widget.optgroups(bound.html_name, chosen, {}):
        for option in options:
            label = str(option["label"])
            value = "" if option["value"] is None else str(option["value"])
            yield value, f"{group}: {label}" if group else label, bool(option["selected"])


def _select(bound, common, params):
    items = [{"value": value, "text": label, "selected": on} for value, label, on in _options(bound)]
    return govuk("select", _started(bound, common, {"items": items, **params}))


def _choices(bound, common, params, component):
    hints, conditional = params.pop("hints", {}), params.pop("conditional", {})
    divider, exclusive = params.pop("divider", None), params.pop("exclusive", None)
    items = []
    for value, label, on in _options(bound):
        if value == "" and not on and component == "radios" and label.startswith("---"):
            continue  # Django's blank choice says nothing as a radio
        if value in (divider, exclusive):
            items.append({"divider": _("or")})
        item = {"value": value, "text": label, "checked": on, "disabled": bound.field.disabled or None}
        if value in hints:
            item["hint"] = _text_or_html(hints[value])
        if value in conditional:
            item["conditional"] = {"html": conditional[value]}
        if value == exclusive:
            item["behaviour"] = "exclusive"
        items.append(item)
    classes = [f"govuk-{component}--{name}" for name in ("inline", "small") if params.pop(name, False)]
    given = {"idPrefix": common["id"], "items": items, "classes": " ".join(classes)}
    return govuk(component, _started(bound, common, given | params, group=True))


def _radios(bound, common, params):
    return _choices(bound, common, params, "radios")


def _checkboxes(bound, common, params):
    return _choices(bound, common, params, "checkboxes")


def _tick(bound, common, params):
    # One tick box is its own question: the label is the statement, and the hint belongs to it.
    item = {"value": "on", "text": common["label"], "checked": bool(bound.value()), "hint": common.pop("hint", None),
            "disabled": bound.field.disabled or None}  # fmt: skip
    given = {"idPrefix": common["id"], "items": [item], "name": common["name"], "errorMessage": common.get("error")}
    return govuk("checkboxes", given | params)


def _date(bound, common, params):
    value = bound.value()
    typed = list(value) if isinstance(value, (list, tuple)) else bound.field.widget.decompress(value)
    wrong = parts_in_error(bound)
    names = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    items = []
    for part, text in zip(PARTS, typed, strict=True):
        classes = f"govuk-input--width-{4 if part == 'year' else 2}" + (" govuk-input--error" if part in wrong else "")
        items.append({"name": f"{common['name']}_{part}", "id": f"{common['id']}_{part}", "label": names[part],
                      "value": text or None, "classes": classes,
                      "attributes": {"disabled": "disabled"} if bound.field.disabled else {}})  # fmt: skip
    start = _started(bound, common, {"id": common["id"], "items": items, **params}, group=True)
    start["fieldset"] = {"role": "group", **start["fieldset"]}
    return govuk("date-input", start)


def _file(bound, common, params):
    several = {"multiple": True} if getattr(bound.field.widget, "allow_multiple_selected", False) else {}
    return govuk("file-upload", _started(bound, common, {**several, "javascript": True, **params}))


# The first that fits; a more particular widget stands before the one it is made from.
RENDERERS = (
    (GovDateWidget, _date),
    (forms.CheckboxInput, _tick),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.SelectMultiple, _checkboxes),
    (forms.Select, _select),
    (forms.Textarea, _textarea),
    (forms.FileInput, _file),
    (forms.PasswordInput, _password),
    (forms.widgets.Input, _input),
)
