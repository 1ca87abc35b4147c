"""The pages of findings: ``findings/CODE.md`` for each code of ``kl52/data/findings.tsv``.

A page is built from the table and from ``findings/examples/CODE.toml``: a made-up plan and, where
the check needs one, a made-up source, with what to do (``do_vi``, ``do_en``) and the words that
mend the plan (``new`` for ``old``). What kl52 tells of
the example is computed, so that no page shows a finding that does not occur.

``python -m docs.pages`` writes them; a test compares them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kl52.coverage import coverage
from kl52.coverage.findings.telling import Code, codes, message_of
from kl52.coverage.values import Coverage, Finding
from kl52.library import Library
from kl52.parsing import parse_document

FOLDER = Path(__file__).parent / "findings"
EXAMPLES = FOLDER / "examples"
_GRADES = {"error": "lỗi (error)", "warning": "cảnh báo (warning)", "info": "lưu ý (info)"}


@dataclass(frozen=True, slots=True)
class Example:
    """The texts of an example. Those of ``plan`` and ``source`` stand below their usual heads."""

    plan: str
    do_vi: str
    do_en: str
    source: str | None = None
    head: str | None = None
    old: str = ""
    new: str = ""

    @property
    def whole_plan(self) -> str:
        return _joined(self.head if self.head is not None else _shared("plan"), self.plan)

    @property
    def whole_source(self) -> str | None:
        return None if self.source is None else _joined(_shared("source"), self.source)

    def check(self, *, mended: bool = False) -> Coverage:
        """The coverage of the plan by its source; by nothing where the example has none.

        ``mended``: with the words ``new`` for the faulty ones ``old``.
        """
        words = self.whole_plan.replace(self.old, self.new) if mended else self.whole_plan
        plan = parse_document(words.encode(), name="ke-hoach.txt")
        against = []
        if self.whole_source is not None:
            against = [parse_document(self.whole_source.encode(), name="chi-thi.txt")]
        return coverage(plan, Library(), against=against)


def _shared(name: str) -> str:
    return (EXAMPLES / f"{name}-head.txt").read_text(encoding="utf-8")


def _joined(head: str, body: str) -> str:
    return f"{head.rstrip()}\n\n{body.strip()}\n" if head.strip() else body.lstrip("\n")


def example(code: str) -> Example:
    """The example of a code. Raises ``FileNotFoundError`` where there is none."""
    return Example(
        **tomllib.loads((EXAMPLES / f"{file_of(code)}.toml").read_text(encoding="utf-8"))
    )


def file_of(code: str) -> str:
    """The name of a code in files: a slash is none there.

    >>> file_of("form/own_type")
    'form-own_type'
    """
    return code.replace("/", "-")


def told(code: str, found: Coverage) -> list[Finding]:
    """What the example is there to show."""
    return [each for each in found.findings if each.rule == code]


def page(code: Code) -> str:
    """The page of a code: Vietnamese, then English."""
    shown = example(code.code)
    found = told(code.code, shown.check())
    return "\n".join(_lines(code, shown, found)).rstrip() + "\n"


def _lines(code: Code, shown: Example, found: list[Finding]) -> Iterator[str]:
    yield f"# {code.code}"
    yield ""
    yield f"{code.about_vi} Mức: {_GRADES[code.severity]}."
    yield ""
    yield "## Ví dụ (giả định)"
    yield ""
    if shown.source is not None:
        yield from ("Văn bản trên:", "", *_block(shown.source), "")
    yield from ("Kế hoạch:", "", *_block(_excerpt(shown)), "")
    yield from ("kl52 coverage báo:", "", *_block(_said(found, "vi")), "")
    yield from ("## Cần làm", "", shown.do_vi.strip(), "")
    if shown.old:
        yield from (f"Ở ví dụ: «{shown.old}» → «{shown.new}».", "")
    yield from (*_off(code), "")
    yield from ("## In English", "", f"{code.about_en} Severity: {code.severity}.", "")
    yield from ("Of the example above kl52 says:", "", *_block(_said(found, "en")), "")
    yield f"What to do: {shown.do_en.strip()}"


def _excerpt(shown: Example) -> str:
    return shown.plan if shown.head is None else shown.whole_plan


def _said(found: list[Finding], lang: str) -> str:
    return "\n".join(dict.fromkeys(message_of(each, lang) for each in found))


def _block(words: str) -> Iterator[str]:
    yield "```text"
    yield from words.strip("\n").splitlines()
    yield "```"


def _off(code: Code) -> Iterator[str]:
    yield (
        f"Không dùng mã này: `kl52 coverage KẾ_HOẠCH --disable {code.code}`, hoặc "
        f'`disable = ["{code.code}"]` ở mục `[coverage]` của `kl52.toml`. Bỏ riêng một phát hiện: '
        "`kl52 review KẾ_HOẠCH`."
    )


def index() -> str:
    """The page that lists all codes."""
    rows = [
        f"| [{each.code}]({file_of(each.code)}.md) | {_GRADES[each.severity]} "
        f"| {_cell(each.about_vi)} | {_cell(each.about_en)} |"
        for each in codes().values()
    ]
    head = [
        "# Các phát hiện của kl52 coverage (findings)",
        "",
        "Mỗi mã một trang, có ví dụ và việc cần làm. Each code has a page with an example.",
        "",
        "| mã (code) | mức (severity) | | |",
        "|---|---|---|---|",
    ]
    return "\n".join((*head, *rows)) + "\n"


def _cell(words: str) -> str:
    return re.sub(r"\|", r"\\|", words)


def pages() -> dict[str, str]:
    """All pages by their file name."""
    return {
        "README.md": index(),
        **{f"{file_of(code)}.md": page(each) for code, each in codes().items()},
    }


def main() -> None:
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
