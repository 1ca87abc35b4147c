"""The pages of the modules: one for each package, with what the docstrings of its modules say.

``reference/modules`` is written anew at each build and not kept. On a page stand the docstring of
the package, the names that it offers, then its modules in the order in which the docstring names
them, each with its public functions and classes.
"""

from __future__ import annotations

import ast
import enum
import inspect
import pkgutil
import re
from functools import cached_property, lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import kl52

ROOT = kl52.__name__
_NO_PAGE = {f"{ROOT}.__main__"}


def modules() -> dict[str, ModuleType]:
    """All modules of kl52 by name, packages before what is in them."""
    found = pkgutil.walk_packages(kl52.__path__, f"{ROOT}.")
    names = [ROOT, *(each.name for each in found if each.name not in _NO_PAGE)]
    return {name: import_module(name) for name in sorted(names)}


def see_types(module: ModuleType) -> None:
    """Do the imports that a module makes for type checkers alone: signatures name them."""
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            exec(compile(ast.Module(node.body, []), module.__name__, "exec"), vars(module))


def pages() -> dict[str, str]:
    """The pages by file name, and ``index.rst`` with the list of them."""
    known = modules()
    packages = [name for name, module in known.items() if hasattr(module, "__path__")]
    listed = "\n".join(f"   {name}" for name in packages)
    index = f"{_title('Modules', '=')}.. toctree::\n   :maxdepth: 1\n\n{listed}\n"
    written = {f"{name}.rst": _page(name, known, packages) for name in packages}
    return {"index.rst": index, **written}


def write_pages(folder: Path) -> None:
    """Write the pages that are new or changed, and remove those of packages that are gone."""
    built = pages()
    for module in modules().values():
        see_types(module)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.rst"):
        if old.name not in built:
            old.unlink()
    for name, text in built.items():
        file = folder / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8", newline="\n")


def _page(name: str, known: dict[str, ModuleType], packages: list[str]) -> str:
    package = known[name]
    within = [each for each in known if each.rpartition(".")[0] == name and each not in packages]
    own = ", ".join(key for key, value in vars(package).items() if _is_own(value, key, name))
    blocks = [_title(name, "="), _automodule(name, own), _offered(package)]
    for each in sorted(within, key=lambda each: _place_in(package, each)):
        blocks += [_title(each, "-"), f"{_automodule(each)}   :members:\n"]
    return "\n".join(filter(None, blocks))


def _title(words: str, line: str) -> str:
    return f"{words}\n{line * len(words)}\n\n"


def _is_own(value: object, key: str, module: str) -> bool:
    """Whether something is defined in a module and public, not only imported there."""
    defined = inspect.isclass(value) or inspect.isroutine(value)
    return defined and not key.startswith("_") and getattr(value, "__module__", None) == module


def _automodule(name: str, members: str = "") -> str:
    return f".. automodule:: {name}\n" + (f"   :members: {members}\n" if members else "")


def _offered(package: ModuleType) -> str:
    """What can be imported from the package itself."""
    names = sorted(getattr(package, "__all__", ()), key=str.lower)
    links = [_link(getattr(package, name), package, name) for name in names]
    return f"From the package itself: {', '.join(links)}.\n" if links else ""


def _link(value: object, package: ModuleType, name: str) -> str:
    home = getattr(value, "__module__", None)
    if inspect.isclass(value) or inspect.isroutine(value):
        return f":py:obj:`{name} <{home}.{name}>`"
    return f"``{name}``"


def _place_in(package: ModuleType, name: str) -> tuple[int, str]:
    """Where the docstring of a package first names one of its modules."""
    short = re.escape(name.rpartition(".")[2])
    found = re.search(rf":mod:`(?:[^`]*\.)?{short}`", package.__doc__ or "")
    return (found.start() if found else len(package.__doc__ or ""), name)


# -- what Sphinx asks ----------------------------------------------------------------------------


def is_shown(app: Any, what: str, name: str, member: object, skip: bool, options: Any) -> bool:
    """Whether autodoc leaves a member out: values without a docstring stand in the signature."""
    routine = inspect.isroutine(member) or inspect.isclass(member)
    valued = isinstance(member, property | cached_property | enum.Enum)
    return bool(skip or not (routine or valued))


def resolve(app: Any, env: Any, node: Any, contnode: Any) -> Any:
    """What a reference means that Sphinx could not find, as Python itself reads it.

    ``words`` is a module of the package that is spoken of, ``Text`` what is imported as that. What
    Python knows and no page shows (a constant, another library) stands as plain words; what Python
    does not know is left to be a warning, but for the names of types in signatures.
    """
    from sphinx.addnodes import desc_signature
    from sphinx.util.nodes import make_refnode

    if node.get("refdomain") != "py":
        return None
    domain = env.get_domain("py")
    homes = _homes(node["reftarget"], node.get("py:module") or ROOT)
    shown = next((home for home in homes if home in domain.objects), None)
    if shown is not None:
        found = domain.objects[shown]
        return make_refnode(
            app.builder, node["refdoc"], found.docname, found.node_id, contnode, shown
        )
    within = node.parent
    while within is not None and not isinstance(within, desc_signature):
        within = within.parent
    return contnode if homes or within is not None else None


@lru_cache(None)
def _homes(target: str, module: str) -> tuple[str, ...]:
    """The full names of what a name means in a module, or in the packages around it."""
    found = []
    while module:
        found.append(_home(f"{module}.{target}"))
        module = module.rpartition(".")[0]
    return tuple(filter(None, [*found, _home(target)]))


def _home(name: str) -> str | None:
    """Where what has this name is defined; ``None`` where nothing has it."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            value: Any = import_module(".".join(parts[:length]))
        except ImportError:
            continue
        for part in parts[length:]:
            if not hasattr(value, part):
                return None
            value = getattr(value, part)
        if isinstance(value, ModuleType):
            return value.__name__
        module, home = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
        return f"{module}.{home}" if module and home else name
    return None
