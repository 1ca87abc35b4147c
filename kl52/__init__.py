"""kl52: document intelligence over Vietnamese directive cascades."""

__version__ = "0.1.0"
