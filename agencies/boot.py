"""Is this process weak enough to serve? Web, workers and shell connect as a role that owns nothing (design 4)."""

import os

from django.core.exceptions import ImproperlyConfigured

_seen: set[str] = set()

STRONG = """
select r.rolsuper or r.rolbypassrls or r.rolcreaterole
       or exists (select 1 from pg_class c where c.relowner = r.oid and c.relkind = 'r')
from pg_roles r where r.rolname = current_user
"""


def refuse_a_strong_role(sender, connection, **kwargs) -> None:
    """Raise ImproperlyConfigured for a superuser, a role that bypasses row security, or an owner of tables.

    `migrate` and `prepare_database` run as the owner on purpose and say so with CONCORDAT_AS_OWNER.
    """
    if connection.vendor != "postgresql" or os.environ.get("CONCORDAT_AS_OWNER") == "1":
        return
    role = connection.settings_dict["USER"]
    if role in _seen:
        return
    with connection.cursor() as cursor:
        cursor.execute(STRONG)
        if cursor.fetchone()[0]:
            raise ImproperlyConfigured(
                f"The database role {role} could go round the walls between agencies. Connect as concordat_app,"
                " which `manage.py prepare_database` makes; only `migrate` runs as the owner."
            )
    _seen.add(role)
