"""How well local tasks are led back to their sources, and plans checked: a part for each bar."""

PARTS = ("planted", "planted_test", "nq57", "resolution57", "retrieval")
