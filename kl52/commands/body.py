"""``kl52 body NAME``: what a body is at a date, who has its work now, whom it corresponds to."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kl52.commands.arguments import Parser
from kl52.commands.options import day_option, new_command, today
from kl52.commands.printing import print_json, stdout_console
from kl52.errors import UsageError

if TYPE_CHECKING:
    from kl52.bodies.profile import Answer
    from kl52.language.wording import Say

LEVELS = (
    "central", "province", "district", "commune", "legislature",
    "party-central", "party-province", "party-district", "party-commune",
)  # fmt: skip

_EXAMPLES = """ví dụ:
  kl52 body "Sở Thông tin và Truyền thông" --on 2025-06-01
                                                đến khi nào, nay ai làm việc của Sở
  kl52 body "Bộ LĐTBXH" --subject "giáo dục nghề nghiệp"
                                                cơ quan nào nhận phần việc này
  kl52 body BCT --level party-province          tên tắt trong văn bản của Tỉnh ủy
  kl52 body "các bộ, ngành" --on 2025-02-28     gồm những cơ quan nào vào ngày đó
  kl52 body "UBND các xã, phường" --province "Lạng Sơn"
  kl52 body "Sở Y tế tỉnh Hà Giang" --json
"""


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    body = new_command(
        commands,
        "body",
        "cho biết một cơ quan là gì, đến khi nào, nay ai làm việc của cơ quan đó",
        _EXAMPLES,
    )
    body.add_argument("name", metavar="NAME", help="tên, tên tắt hoặc ký hiệu của cơ quan")
    day_option(body, "--on", "ngày cần biết")
    body.add_argument(
        "--subject", metavar="WORDS", default="", help="chỉ hỏi phần việc về nội dung này"
    )
    body.add_argument("--province", metavar="NAME", help="tỉnh, thành phố có cơ quan đó")
    body.add_argument("--level", choices=LEVELS, help="cấp của văn bản có tên tắt đó")
    body.set_defaults(run=_body)


def _body(options: argparse.Namespace) -> int:
    from kl52.bodies.profile import describe
    from kl52.language.wording import speaker

    say = speaker(options.lang)
    on = options.on or today()
    about = {"level": options.level, "subject": options.subject}
    answer = describe(options.name, on, province=_province(options.province, say), **about)
    if options.json:
        from kl52.serialising.answers import body_json

        print_json(body_json(options.name, on, answer))
    elif answer.profiles or answer.members is not None:
        from kl52.views.bodies import render_bodies

        with stdout_console() as console:
            render_bodies(options.name, answer, console, say)
    return _known(options.name, answer, say)


def _province(name: str | None, say: Say) -> str | None:
    """The id of the province that the user named."""
    if name is None:
        return None
    from kl52.bodies import province_of

    found = province_of(name)
    if found is None:
        raise UsageError(say("body.unknown_province", name=name))
    return found.id


def _known(name: str, answer: Answer, say: Say) -> int:
    if answer.profiles or answer.members is not None:
        return 0
    key = "body.unknown" if answer.closest else "body.unknown_alone"
    raise UsageError(say(key, name=name, names="; ".join(answer.closest)))
