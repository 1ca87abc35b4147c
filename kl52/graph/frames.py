"""Frames: what a library knows, as tables of pandas or polars with columns that stay.

In: a library. Out: a frame with the columns of :data:`COLUMNS`, in the order of document and place.
Dates are ISO text as in the JSON, for many are a year alone. Empty values are missing values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from kl52.errors import UsageError

if TYPE_CHECKING:
    from kl52.library import Library

Engine = Literal["pandas", "polars"]
Kind = Literal["text", "int", "float", "bool"]
COLUMNS: dict[str, dict[str, Kind]] = {
    "documents": {
        "id": "text", "type": "text", "number": "text", "date": "text", "issuer": "text",
        "level": "text", "province": "text", "title": "text", "signer": "text",
        "effective": "text", "pages": "int", "letters": "int", "citations": "int",
        "obligations": "int",
    },
    "citations": {
        "document": "text", "id": "text", "start": "int", "end": "int", "text": "text",
        "kind": "text", "type": "text", "number": "text", "date": "text", "issuer": "text",
        "provision": "text", "relation": "text", "within": "text", "unit": "text", "page": "int",
        "state": "text", "target": "text", "cited": "text",
    },
    "obligations": {
        "document": "text", "id": "text", "kind": "text", "where": "text", "start": "int",
        "end": "int", "text": "text", "unit": "text", "page": "int", "modality": "text",
        "strength": "text", "deadline": "text", "due_start": "text", "due_end": "text",
        "recurrence": "text", "deliverable": "text", "duplicate_of": "text", "lead": "text",
        "coordinate": "text",
    },
    "links": {
        "document": "text", "obligation": "text", "source": "text", "task": "text",
        "relation": "text", "score": "float",
    },
}  # fmt: skip
_NAMES = (
    "(SELECT group_concat(name, '; ') FROM (SELECT name FROM roles r WHERE r.document = o.document"
    " AND r.obligation = o.id AND r.role = '{0}' ORDER BY place)) AS {0}"
)
QUERIES = {
    "documents": "SELECT d.id, d.type, d.number, d.date, d.issuer, d.level, d.province, d.title,"
    " d.signer, d.effective, f.pages, f.letters,"
    " (SELECT count(*) FROM citations c WHERE c.document = d.id),"
    " (SELECT count(*) FROM obligations o WHERE o.document = d.id)"
    " FROM documents d JOIN files f ON f.sha256 = d.file ORDER BY d.id",
    "citations": 'SELECT document, id, start, "end", text, kind, type, number, date, issuer,'
    " provision, relation, within, unit, page, state, target, cited FROM citations"
    " ORDER BY document, start, id",
    "obligations": 'SELECT document, id, kind, "where", start, "end", text, unit, page, modality,'
    " strength, deadline, due_start, due_end, recurrence, deliverable, duplicate_of,"
    f" {_NAMES.format('lead')}, {_NAMES.format('coordinate')} FROM obligations o"
    " ORDER BY document, start, id",
    "links": "SELECT document, obligation, source, task, relation, score FROM links"
    " ORDER BY document, obligation, score DESC, source, task",
}
_PANDAS = {"text": "string", "int": "Int64", "float": "float64", "bool": "boolean"}


def frame(library: Library, name: str, engine: Engine = "pandas") -> Any:
    """The table ``name`` (a key of :data:`COLUMNS`) of a library."""
    if name == "links":
        from kl52.graph.links import ensure_links

        ensure_links(library)
    with library.tables.reading() as db:
        rows = db.execute(QUERIES[name]).fetchall()
    return made(rows, COLUMNS[name], engine)


def made(rows: list[tuple[Any, ...]], columns: dict[str, Kind], engine: Engine) -> Any:
    """A frame of these rows, with a type for each column even where there is no row."""
    try:
        if engine == "polars":
            import polars as pl

            kinds = {"text": pl.String, "int": pl.Int64, "float": pl.Float64, "bool": pl.Boolean}
            schema = {name: kinds[kind] for name, kind in columns.items()}
            return pl.DataFrame(rows, schema=schema, orient="row")
        import pandas as pd
    except ImportError as error:
        advice = "pip install 'kl52[research]'" if engine == "pandas" else "pip install polars"
        raise UsageError(f"chưa có {engine} trên máy này → {advice}") from error
    found = pd.DataFrame.from_records(rows, columns=list(columns))
    return found.astype({name: _PANDAS[kind] for name, kind in columns.items()})
