"""How well obligations are found, filled in and dated: a part for each bar."""

PARTS = ("gold", "heldout", "annex", "deadlines", "learned", "speed")
