"""SQL and words of the views and table macros that stand beside the tables."""

from collections.abc import Iterable, Iterator, Mapping

from dcpipeline.schema import Table
from dcpipeline.schema.ddl import comment_text, identifier, literal
from dcpipeline.schema.deprecations import Deprecation
from dcpipeline.schema.views import MACROS, VIEWS, View


def create_views_and_macros(
    declared: Mapping[str, Table], old_views: Iterable[View] = ()
) -> Iterator[str]:
    """Statements for every view and macro whose table is declared, with comments."""
    for view in (*VIEWS, *old_views):
        if view.base in declared:
            yield from _view(view, declared[view.base])
    for macro in MACROS:
        if macro.base in declared:
            name = identifier(macro.full_name)
            yield f"CREATE MACRO {name}(day) AS TABLE {macro.query}"
            yield f"COMMENT ON MACRO TABLE {name} IS {literal(macro.description)}"


def _view(view: View, table: Table) -> Iterator[str]:
    name = identifier(view.full_name)
    shown = {column.name: view.renamed.get(column.name, column.name) for column in table}
    columns = ", ".join(
        identifier(real) if real == alias else f"{identifier(real)} AS {identifier(alias)}"
        for real, alias in shown.items()
    )
    rows = f" WHERE {view.condition}" if view.condition else ""
    yield f"CREATE VIEW {name} AS SELECT {columns} FROM {identifier(table.full_name)}{rows}"
    yield f"COMMENT ON VIEW {name} IS {literal(view.description)}"
    for column in table:
        words = comment_text(column)
        if column.name in view.renamed:
            words = f"{words} Deprecated: use {table.full_name}.{column.name}."
        alias = identifier(shown[column.name])
        yield f"COMMENT ON COLUMN {name}.{alias} IS {literal(words)}"


def markdown(deprecations: Iterable[Deprecation] = ()) -> str:
    """The part of the data dictionary on views, macros and names that leave."""
    lines = ["## Views and macros", "", "| name | what it shows |", "| --- | --- |"]
    lines += [f"| `{view.full_name}` | {view.description} |" for view in VIEWS]
    lines += [f"| `{macro.signature}` | {macro.description} |" for macro in MACROS]
    lines += [
        "",
        "A view has the columns of its table. The macros need the file to be the main database of "
        "the connection, or `USE`; a tool that attaches it under another name filters "
        "`core.project_versions` itself.",
        "",
        "## Names that leave",
        "",
    ]
    leaving = [f"| `{entry.old}` | {entry.notice} |" for entry in deprecations]
    lines += ["| name | |", "| --- | --- |", *leaving] if leaving else ["None."]
    return "\n".join(lines) + "\n"
