"""Measures of quality and speed; see ``benchmarks/README.md``."""
