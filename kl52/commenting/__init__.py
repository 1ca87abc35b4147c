"""Comments: what ``kl52 coverage`` finds out, in the user's own Word file.

:mod:`remarks` says what is remarked at which place of the text, :mod:`anchors` finds the runs of
the file that hold it, :mod:`word` writes the comments and takes them out again.
"""

from kl52.commenting.remarks import Remark, remarks_of
from kl52.commenting.word import add_comments, remove_comments

__all__ = ["Remark", "add_comments", "remarks_of", "remove_comments"]
