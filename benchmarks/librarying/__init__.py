"""What a library withstands and what it costs: a part for each bar."""

PARTS = ("kills", "concurrent", "incremental")
