"""A comparison as its page shows it: the page of ``kl52 coverage --html``, to be decided on.

Beside each finding and each task stands what there is to decide, then the tasks of the plan by the
body that leads. In: a :class:`~kl52.serving.comparisons.Comparison`. Out: :class:`View`, plain
words and no HTML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kl52.coverage.decided import is_about
from kl52.coverage.findings.telling import message_of
from kl52.coverage.values import Row
from kl52.dispatching.cells import date_of, deadline_of, names_of, product_of, task_of, title_of
from kl52.dispatching.rows import Row as Task
from kl52.dispatching.sheet import Sheet
from kl52.language.wording import Say
from kl52.library import Library
from kl52.pages import Page, coverage_page
from kl52.reviewing.decisions import Decision, Verdict, mark_of, one_line
from kl52.reviewing.items import Item, items_of
from kl52.serving.comparisons import Comparison
from kl52.serving.decisions import key_of
from kl52.views.naming import clip, place_of

_CLIP = 120  # letters of what is decided on
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ToDecide:
    """A link or a finding: ``about`` says which, ``where`` it stands in the plan."""

    key: str
    about: str
    where: str = ""
    decided: Verdict | None = None
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task of the plan in the words of an office."""

    task: str
    due: str
    product: str
    helpers: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The tasks that one ``body`` leads, or nobody."""

    title: str
    body: str | None
    tasks: tuple[ShownTask, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows, with what there is to decide.

    ``choices`` are those at the places of the page (``f3``, ``r7``), ``hidden`` the findings that
    were rejected.
    """

    page: Page
    choices: Mapping[str, tuple[ToDecide, ...]] = field(default_factory=dict)
    hidden: tuple[ToDecide, ...] = ()
    groups: tuple[ShownGroup, ...] = ()
    tasks: int = 0


def view_of(comparison: Comparison, library: Library, say: Say) -> View:
    """Everything that the page of a report shows."""
    found = comparison.found
    items = items_of(found)
    decided = _Decided(comparison)
    findings = {each.finding: _finding(each, decided(each), say) for each in items if each.finding}
    links = _by_source(items)
    choices: dict[str, tuple[ToDecide, ...]] = {
        f"f{at}": (findings[each],) for at, each in enumerate(found.findings, 1)
    }
    for at, row in enumerate(found.rows, 1):
        choices[f"r{at}"] = tuple(_link(each, say) for each in _of_row(row, links))
    return View(
        coverage_page(found, library, say),
        choices,
        tuple(findings[each] for each in found.hidden),
        _groups(comparison.sheet, say),
        comparison.sheet.counts.rows,
    )


class _Decided:
    """What was decided last on a finding; one that was accepted is told like any other."""

    def __init__(self, comparison: Comparison) -> None:
        self._decisions: dict[str, list[Decision]] = {}
        for each in comparison.decisions:
            self._decisions.setdefault(each.local.mark, []).append(each)

    def __call__(self, item: Item) -> Verdict | None:
        told = self._decisions.get(item.local.mark, ())
        finding = item.finding
        verdicts = [
            each.verdict for each in told if finding and is_about(each, finding, item.local)
        ]
        return verdicts[-1] if verdicts else None


def _finding(item: Item, decided: Verdict | None, say: Say) -> ToDecide:
    assert item.finding is not None
    about = clip(message_of(item.finding, "vi"), _CLIP)
    return ToDecide(key_of(item), about, place_of(item.finding.unit, say), decided)


def _link(item: Item, say: Say) -> ToDecide:
    where = place_of(item.local.unit or None, say)
    return ToDecide(key_of(item), clip(item.local.text, _CLIP), where, item.decided, True)


def _by_source(items: Sequence[Item]) -> dict[_Key, list[Item]]:
    """The links by the words above that they lead to."""
    found: dict[_Key, list[Item]] = {}
    for item in items:
        if item.kind == "link":
            source = item.source
            found.setdefault((source.document, source.unit, source.mark), []).append(item)
    return found


def _of_row(row: Row, links: Mapping[_Key, list[Item]]) -> list[Item]:
    """The links to a task above or to one that says the same, each once."""
    keys = dict.fromkeys(
        (row.source.id, each.unit or "", mark_of(one_line(each.text)))
        for each in (row.duty, *row.twins)
    )
    return list({each.name: each for key in keys for each in links.get(key, ())}.values())


def _groups(sheet: Sheet, say: Say) -> tuple[ShownGroup, ...]:
    on = sheet.choice.on

    def times(row: Task) -> tuple[str, str]:
        return deadline_of(row), date_of(row, on, say)

    return tuple(
        ShownGroup(
            title_of(group, say),
            group.name if group.kind == "lead" else None,
            tuple(
                ShownTask(
                    task_of(row),
                    ", ".join(dict.fromkeys(filter(None, times(row)))),
                    product_of(row),
                    names_of(row.duty.coordinate),
                )
                for row in group.rows
            ),
        )
        for group in sheet.groups
    )
