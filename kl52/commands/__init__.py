"""The commands, one module each: ``add_parser`` states its options, the rest runs it.

A command parses its options, calls one library function, prints. What they share stands in
:mod:`options`, :mod:`documents` and :mod:`printing`. Heavy modules are imported by the function
that needs them, so that ``kl52 --help`` stays light.
"""
