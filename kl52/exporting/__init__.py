"""Exports: what a library holds, in the formats that other programs read.

:mod:`formats` has them all, and writes them. :mod:`selection` says which documents and edges are
meant, :mod:`tables` gives them as rows, :mod:`characters` makes text that a format can hold, and
:mod:`vocabulary` has the names of ELI and schema.org. A module each: :mod:`graphml`,
:mod:`jsonld`, :mod:`cypher`, :mod:`sheets` (CSV), :mod:`parquet`, :mod:`annotations`, and
:mod:`akn`, of which :mod:`akn_meta` makes what is said about a document, :mod:`akn_body` its text,
:mod:`akn_refs` the references in it, :mod:`akn_ids` the names of its parts.

What is written depends on what the library holds alone: no names of files, times, paths, versions.
"""

from kl52.exporting.formats import FORMATS, Exported, export

__all__ = ["FORMATS", "Exported", "export"]
