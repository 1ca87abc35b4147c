"""What people and programs see of a result. Values come in, words go out; nothing is decided here.

First what all views share: :mod:`naming` (documents, places, days), :mod:`reasons`,
:mod:`sections`, :mod:`layout` (a document in the order in which a person reads it), :mod:`linking`
(what can be opened). Then a document: :mod:`annotating` and :mod:`annotated_html` with its
citations marked, :mod:`notebook`, :mod:`displacy`, :mod:`readout` to check how it was read;
:mod:`displays` shows libraries, cascades and answers in a notebook. Then what was
found: :mod:`duties` and :mod:`tasks`, :mod:`rendering` of traces, :mod:`explaining` of one
citation, :mod:`rules` of the grammar, :mod:`bodies`, :mod:`holdings` of a library.
What belongs to one package alone is shown by that package (``coverage.rendering``,
``dispatching.view``, ``reviewing.view``). Import from the modules: this package loads none.
"""
