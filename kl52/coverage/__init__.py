"""What a plan takes up of the tasks above it, what it leaves out, and what is wrong in it."""

from kl52.coverage.covering import coverage, parents_of
from kl52.coverage.values import Coverage, Evidence, Finding, LocalLink, Row

__all__ = ["Coverage", "Evidence", "Finding", "LocalLink", "Row", "coverage", "parents_of"]
