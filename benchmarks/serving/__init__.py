"""How the web app holds up: a part for each bar."""

PARTS = ("load",)
