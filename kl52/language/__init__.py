"""The language and its facts: letters, syllables, words, dates, numbers of documents.

Nothing here knows of a document. In order: :mod:`letters` and :mod:`syllables` say what a letter
and a syllable can be; :mod:`lexicon` gives the tables of ``kl52/data`` as values; :mod:`usage`
says which syllables are words, :mod:`words` cuts a text into them, :mod:`phrases` finds what
begins with one; :mod:`dates` and :mod:`symbols` read what is printed in a fixed form;
:mod:`wording` has the words in which kl52 itself speaks. Import from the modules: this package
loads none of them.
"""
