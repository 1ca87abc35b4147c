"""The rules for citations, their cues and word lists, for people at a terminal.

Input: :class:`~kl52.citations.rules.Grammar`. Output: nothing but what is written to the console.
"""

from __future__ import annotations

from importlib import resources

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Words

from kl52.citations.rules import CueRow, Grammar, Rule, WordList
from kl52.language.wording import Say

TABLES = ("rules.tsv", "cues.tsv", "phrases.tsv")


def render_grammar(grammar: Grammar, console: Console, say: Say) -> None:
    """Print the rules with their examples, the cues, the word lists, and where they are kept."""
    if grammar.rules:
        console.print(say("rules.rules"), style="bold")
    for rule in grammar.rules:
        _rule(rule, console, say)
    if grammar.cues:
        console.print(say("rules.cues"), style="bold")
    for cue in grammar.cues:
        _cue(cue, console, say)
    if grammar.lists:
        console.print(say("rules.lists"), style="bold")
    for each in grammar.lists:
        _list(each, console, say)
    folder = resources.files("kl52").joinpath("data")
    console.print(say("rules.kept", files=", ".join(TABLES), folder=folder), markup=False)


def _line(words: Words, console: Console, indent: int) -> None:
    console.print(Padding(words, (0, 0, 0, indent), expand=False))


def _rule(rule: Rule, console: Console, say: Say) -> None:
    line = Words(rule.id, style="bold")
    line.append(f"  {rule.en if say('language') == 'en' else rule.vi}", style="not bold")
    _line(line, console, 2)
    _line(Words(say("explain.example", words=rule.example), "dim"), console, 4)
    _line(Words(say("explain.counter", words=rule.counter), "dim"), console, 4)
    console.print()


def _cue(cue: CueRow, console: Console, say: Say) -> None:
    line = Words(say(f"relation.{cue.relation}"), style="bold")
    line.append(f" ({cue.relation}): {cue.pattern}", style="not bold")
    _line(line, console, 2)
    _line(Words(say(f"rules.reach_{cue.reach}"), "dim"), console, 4)
    _line(Words(say("explain.example", words=cue.example), "dim"), console, 4)
    if cue.counter:
        _line(Words(say("explain.counter", words=cue.counter), "dim"), console, 4)
    console.print()


def _list(words: WordList, console: Console, say: Say) -> None:
    line = Words(words.name, style="bold")
    line.append(f"  {words.en if say('language') == 'en' else words.vi}", style="not bold")
    _line(line, console, 2)
    _line(Words(" · ".join(words.phrases), "dim"), console, 4)
    console.print()
