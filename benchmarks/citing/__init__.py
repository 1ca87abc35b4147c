"""How well and how fast citations are found and resolved: a part for each bar."""

PARTS = ("gold", "heldout", "vnlegaltext", "phapdien", "noise", "speed", "linear")
