"""What people decided on links and findings, and what that makes of a later run.

A decision is kept in a text file beside the plan (:mod:`~kl52.reviewing.files`), is tied to the
words it was made on (:mod:`~kl52.reviewing.decisions`), is looked up in a plan again
(:mod:`~kl52.reviewing.settling`) and applied to links and findings
(:mod:`~kl52.reviewing.applying`). :mod:`~kl52.reviewing.items` are what there is to decide on,
:mod:`~kl52.reviewing.view` shows them. :mod:`~kl52.reviewing.replaying` holds a version of kl52
against what was decided.
"""

from kl52.reviewing.decisions import Decision, Words
from kl52.reviewing.files import ReviewFile, append, default_path, read_review
from kl52.reviewing.settling import Reviewed, Settling, settle

__all__ = [
    "Decision", "ReviewFile", "Reviewed", "Settling", "Words", "append", "default_path",
    "read_review", "settle",
]  # fmt: skip
