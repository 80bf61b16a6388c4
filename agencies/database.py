"""What does PostgreSQL enforce? Grants, row-level security, history and party triggers, made from the models.

Run after every migrate, as the owner, any number of times with the same result (ruling 23). It reads declarations
only, so this lowest app names no upper one.
"""

from django.apps import apps
from django.db import connection

from agencies import database_sql as sql
from agencies.walls import OfParties, System

APP, OWNER = "concordat_app", "concordat_owner"


def kept_model(model):
    """The model whose history this one holds, or None."""
    return getattr(model, "instance_type", None) if hasattr(model, "history_verb") else None


def wall_of(model):
    """The wall of a model; a history table stands behind the wall of its record. None if nobody declared one."""
    return getattr(kept_model(model) or model, "wall", None)


def our_models():
    """Every model of the four apps, history models included."""
    return [model for model in apps.get_models() if model.__module__.partition(".")[0] in sql.OUR_APPS]


def sync(**kwargs) -> None:
    """Bring the database's rules in line with the models. Skips tables that a partial migrate has not made yet."""
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        if cursor.fetchone()[0] != OWNER:
            return
        present = set(connection.introspection.table_names(cursor))
        if "agencies_agency" not in present:
            return
        cursor.execute(sql.FUNCTIONS)
        cursor.execute(sql.SYSTEM_GRANTS)
        models = [model for model in our_models() if model._meta.db_table in present]
        columns = _kept_columns(cursor, models, present)
        cursor.execute("\n".join(statement for model in models for statement in _table(model, columns)))
        cursor.execute("\n".join(statement for model in models for statement in _parties(model, models)))
        cursor.execute("\n".join(statement for model in models for statement in _due(model)))
        cursor.execute(sql.DROP_UNUSED)


def _kept_columns(cursor, models, present) -> dict[str, str]:
    """The columns that a table shares with its history in this database, which a partial migrate leaves behind the models."""
    pairs = [
        (model._meta.db_table, model.history.model._meta.db_table)
        for model in models
        if not kept_model(model) and hasattr(model, "history") and model.history.model._meta.db_table in present
    ]
    cursor.execute(
        "select record, concordat_kept_columns(record::regclass, history::regclass)"
        " from unnest(%s::text[], %s::text[]) as pair (record, history)",
        [[table for table, _ in pairs], [history for _, history in pairs]],
    )
    return dict(cursor.fetchall())


def _table(model, columns):
    table, wall = model._meta.db_table, wall_of(model)
    if kept_model(model):
        rights = "select"
    elif getattr(model, "append_only", False):
        rights = "select, insert"
    elif wall is not None and not isinstance(wall, System) and wall.writes() == "false":
        rights = "select"
    else:
        rights = "select, insert, update, delete"
    yield f'revoke all on "{table}" from {APP}; grant {rights} on "{table}" to {APP};'
    if not isinstance(wall, System):
        yield sql.row_security(table, wall)
    if kept_model(model) or getattr(model, "append_only", False):
        yield sql.never_changes(table)
    if kept_model(model) and any(field.attname == "partnership_id" for field in model._meta.concrete_fields):
        yield sql.versions_by_moment(table)
    if table in columns:
        yield sql.keeps_history(table, model.history.model._meta.db_table, columns[table])


def _parties(model, models):
    wall = wall_of(model)
    if kept_model(model) or not isinstance(wall, OfParties):
        return
    table = model._meta.db_table
    if wall.parent:
        parent = model._meta.get_field(wall.parent)
        yield sql.parties_from_parent(table, parent.related_model._meta.db_table, parent.column)
    children = [
        (child._meta.db_table, child._meta.get_field(child.wall.parent).column)
        for child in models
        if not kept_model(child)
        and isinstance(wall_of(child), OfParties)
        and child.wall.parent
        and child._meta.get_field(child.wall.parent).related_model is model
    ]
    yield sql.parties_follow(table, children)
    if wall.table:
        relation = model._meta.get_field(wall.table)
        yield sql.parties_agree(table, relation.related_model._meta.db_table, relation.field.column)


def _due(model):
    table, since = model._meta.db_table, getattr(model, "due_since", {})
    for noun, condition in getattr(model, "due", {}).items():
        yield sql.due(noun, table, condition)
        yield sql.waiting(noun, table, condition, since[noun])
    for noun, condition in getattr(model, "tried", {}).items():
        yield sql.tried(noun, table, condition)
