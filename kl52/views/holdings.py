"""A document of a library and what hangs on it, for people at a terminal.

Input: a :class:`~kl52.graph.profiles.Profile`, or what :func:`~kl52.graph.cascades.impact` found.
Output: nothing but what is written to the console.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Words
from rich.tree import Tree

from kl52.catalogue.validity import tell
from kl52.graph.cascades import Affected
from kl52.graph.nodes import document_node
from kl52.graph.profiles import Profile
from kl52.language.wording import Say
from kl52.library import Library
from kl52.views.naming import called, clip

_SHOWN = 15  # documents of a kind on screen; --json has them all


def render_profile(found: Profile, library: Library, console: Console, say: Say) -> None:
    """Print what a document is, its status, and what is above and below it."""
    console.print(Words(name_of(found.id, library), "bold"))
    node = found.node
    for value in (node["title"], node["issuer"]):
        if value:
            _line(str(value), console)
    why = f" ({found.validity.reason})" if found.validity.reason else ""
    _line(f"{say(f'status.{found.validity.status}')}{why}", console)
    for change in found.changes:
        _line(Words(f"· {tell(change)}", "dim"), console, 4)
    _line(Words(found.id, "dim"), console)
    _line(Words(found.file or say("show.no_text"), "dim" if node["held"] else "yellow"), console)
    _counts(found, console, say)
    _list("show.above", found.above, library, console, say)
    _list("show.below", found.below, library, console, say)


def _counts(found: Profile, console: Console, say: Say) -> None:
    if found.node["held"]:
        tasks = sum(count for kind, count in found.tasks.items() if kind != "execution")
        _line(say("show.counts", tasks=tasks, cites=found.cites), console)
    _line(say("show.cited_by", count=found.cited_by), console)


def _list(
    key: str, ends: Sequence[tuple[str, str]], library: Library, console: Console, say: Say
) -> None:
    if not ends:
        return
    console.print(Words(f"\n{say(key, count=len(ends))}", "bold"))
    for id, relation in ends[:_SHOWN]:
        _line(f"{say(f'relation.{relation}')}: {_titled(id, library)}", console)
    _more(len(ends), console, say)


def render_impact(
    id: str, found: Sequence[Affected], library: Library, console: Console, say: Say
) -> None:
    """Print the documents below one as a tree, with how many of their tasks come from it."""
    tasks = sum(len(each.tasks) for each in found)
    console.print(Words(name_of(id, library), "bold"))
    _line(say("impact.counts", documents=len(found), tasks=tasks), console)
    tree = Tree("", hide_root=True)
    branches = {id: tree}
    for each in found:
        above = branches.get(each.path[1] if len(each.path) > 1 else id, tree)
        branches[each.document] = above.add(_affected(each, library, say))
    console.print(tree)


def _affected(each: Affected, library: Library, say: Say) -> Words:
    words = Words(f"{say(f'relation.{each.relation}')}: {_titled(each.document, library)}")
    if each.tasks:
        words.append(f" · {say('impact.tasks', count=len(each.tasks))}", "green")
    return words


def _titled(id: str, library: Library) -> str:
    title = document_node(id, library)["title"]
    return name_of(id, library) + (f" {clip(str(title), 70)}" if title else "")


def name_of(id: str, library: Library) -> str:
    """Type, number and day of a document, as far as they are known."""
    node = document_node(id, library)
    number = node["number"] or (None if node["type"] else node["label"])
    return called(_text(node["type"]), _text(number), _text(node["date"]))


def _text(value: object) -> str | None:
    return str(value) if value else None


def _more(count: int, console: Console, say: Say) -> None:
    if count > _SHOWN:
        _line(Words(say("show.more", count=count - _SHOWN), "dim"), console)


def _line(words: str | Words, console: Console, indent: int = 2) -> None:
    console.print(Padding(words, (0, 0, 0, indent)))
