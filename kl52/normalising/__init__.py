"""Normalising: the lines of a file as one clean text, with the way back to every character.

:mod:`furniture` leaves out what belongs to the page (told at its :mod:`edges`), :mod:`wrapping`
joins broken lines, :mod:`notes` takes the marks of notes out, :mod:`characters` unifies the
characters, :mod:`repairs` puts certain misprints right (with :mod:`lookalikes`, :mod:`splits`,
:mod:`glued` and :mod:`misread`, by ``language.usage``, as :mod:`edits`), :mod:`paragraphs` builds
the text and its tables.
"""

from kl52.normalising.paragraphs import normalise

__all__ = ["normalise"]
