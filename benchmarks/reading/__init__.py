"""How well and how fast files are read: a part for each bar (:mod:`benchmarks.parts`)."""

PARTS = (
    "legacy", "word", "web", "scans", "gazette", "tables", "order", "page_breaks", "furniture",
    "offsets", "repairs", "speed", "hostile",
)  # fmt: skip
