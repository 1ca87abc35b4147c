"""Pictures as plain SVG: made from values, without script, font or network.

:mod:`svg` writes elements and fits words, :mod:`grid` and :mod:`routes` place documents and lines;
:mod:`cascades` draws who hands a policy down to whom, :mod:`boxes` one document of it,
:mod:`levels` says in which row that stands; :mod:`chains` makes a graph of what is above one
document. :mod:`heatmap` draws what plans take up, :mod:`timeline` when tasks are due, :mod:`bars`
figures beside each other.

Guarantee: every word is escaped, no element has an id (so that a picture may stand twice on a
page), the same values give the same bytes, and nothing is told by colour alone. Colours follow the
reader's light or dark, and print on white (``data/drawing.css``). Import from the modules: this
package loads none.
"""
