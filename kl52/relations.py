import sys
from importlib import import_module

sys.modules[__name__] = import_module("kl52.citations.relations")
