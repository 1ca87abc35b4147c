"""Gathering facts about documents for the catalogue; ``python -m corpus.facts ../shared``."""
