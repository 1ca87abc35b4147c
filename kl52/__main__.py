"""``python -m kl52``: the command line."""

import sys

from kl52.cli import main

if __name__ == "__main__":  # a process of a cluster of this machine imports it as well
    sys.exit(main())
