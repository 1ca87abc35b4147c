"""How well obligations are aligned with their sources: a part for each bar."""

PARTS = ("retrieval",)
