"""``python -m kl52``: the command line."""

import sys

from kl52.cli import main

sys.exit(main())
