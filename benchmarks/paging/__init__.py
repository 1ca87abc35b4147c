"""What the page of a report costs: a part for each bar."""

PARTS = ("long",)
