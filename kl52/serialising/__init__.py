"""The JSON of the contract (``schema`` kl52/1): plain dicts and lists for :func:`json.dumps`.

Field names are stable; new ones may be added. :mod:`values` says how any value is written,
:mod:`documents` a document; on these stand :mod:`reviews`, :mod:`traces`, :mod:`coverages`,
:mod:`holdings` of a library, :mod:`stores`, what was done to one, and :mod:`answers`. Import from
the modules: each loads what it writes, and no more.
"""
