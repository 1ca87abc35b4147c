"""How Sphinx builds these pages: ``make docs``. Nothing is fetched, neither here nor by a reader.

The pages are Markdown, the docstrings reStructuredText. The pages of the modules are written by
:mod:`docs.modules` before each build. A reference that leads nowhere is a warning, and a warning
ends the build.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from docs.modules import is_shown, resolve, write_pages  # noqa: E402
from kl52 import __version__  # noqa: E402

project = "kl52"
author = "kl52"
project_copyright = "kl52, Apache-2.0"
version = release = __version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["findings/examples/**", "conf.py"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
templates_path: list[str] = []
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence", "deflist"]

add_module_names = False
autodoc_default_options = {"member-order": "bysource", "undoc-members": True}
autodoc_typehints = "signature"
autodoc_use_type_comments = False
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
toc_object_entries = False
nitpicky = True

html_theme = "furo"
html_title = f"kl52 {version}"
html_static_path = ["_static"]
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {"navigation_with_keys": True, "top_of_page_buttons": []}
pygments_style = "sphinx"


def setup(app: Any) -> None:
    app.connect("config-inited", lambda *_: write_pages(HERE / "reference" / "modules"))
    app.connect("autodoc-skip-member", is_shown)
    app.connect("missing-reference", resolve)
