"""The commands, one module each: ``add_parser`` states its options, the rest runs it.

:mod:`trace`, :mod:`parse`, :mod:`coverage`, :mod:`review`, :mod:`tasks`, :mod:`explain`,
:mod:`body`, :mod:`show`, :mod:`find`, :mod:`impact`, :mod:`export`, :mod:`catalogue`, :mod:`add`,
:mod:`update`, :mod:`remove`, :mod:`verify`, :mod:`serve`. A command parses its options, calls one
library function, prints. What they share stands in :mod:`arguments` (the parser in Vietnamese),
:mod:`options`, :mod:`documents`, :mod:`comparing`, :mod:`counting` (bars on stderr),
:mod:`printing` and :mod:`pages` (``--html``). Heavy modules are imported by the function that needs
them, so that ``kl52 --help`` stays light.
"""
