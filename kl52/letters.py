"""Vietnamese capitals and small letters, as classes for regular expressions.

``[À-Ỹ]`` is no class of capitals: in Unicode small and capital letters alternate there.
"""

from __future__ import annotations

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
LOWER = "a-z" + UPPER[3:].lower()
