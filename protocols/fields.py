"""How does a form ask for a day? As `agencies/fields.py` says, where the lowest app that asks for one needs it."""

from agencies.fields import PARTS, GovDateField, GovDateWidget

__all__ = ["PARTS", "GovDateField", "GovDateWidget"]
