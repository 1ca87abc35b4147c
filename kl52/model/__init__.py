"""The values that flow through kl52, in the order in which they arise.

``Raw`` of :mod:`raw` (what a reader found in a file) → ``Text`` of :mod:`text` (normalised, with
its map back) → ``Header`` and ``Unit`` of :mod:`parts`, ``Citation`` of :mod:`citations`,
``Obligation`` of :mod:`obligations` → ``Document`` of :mod:`documents` (all of it).
:mod:`widths` helps a text to say where on a line its words stand.

Every value is immutable; use :func:`dataclasses.replace` to change one. Field names are those of
the JSON contract. Import all of them from here.
"""

from kl52.model.citations import Change, ChangeKind, Citation, CitationKind, CitationState, Relation
from kl52.model.documents import Document, Reading, ReportedDocument
from kl52.model.obligations import Body, Deadline, DeadlineKind, Obligation, ObligationKind, Target
from kl52.model.parts import Header, Promulgated, Unit, UnitKind
from kl52.model.raw import Box, Cell, Diagnostic, Line, NoteMark, Part, Raw, Severity, Source
from kl52.model.text import Note, Paragraph, Place, Table, Text

__all__ = [
    "Body",
    "Box",
    "Cell",
    "Change",
    "ChangeKind",
    "Citation",
    "CitationKind",
    "CitationState",
    "Deadline",
    "DeadlineKind",
    "Diagnostic",
    "Document",
    "Header",
    "Line",
    "Note",
    "NoteMark",
    "Obligation",
    "ObligationKind",
    "Paragraph",
    "Part",
    "Place",
    "Promulgated",
    "Raw",
    "Reading",
    "Relation",
    "ReportedDocument",
    "Severity",
    "Source",
    "Table",
    "Target",
    "Text",
    "Unit",
    "UnitKind",
]
