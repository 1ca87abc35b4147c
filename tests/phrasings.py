"""The ways in which a directive may put a deadline, for the property that they read back."""

from __future__ import annotations

from datetime import date, timedelta

from kl52.model import Deadline
from kl52.obligations.deadline_words import render_deadline

WEEK = ("thứ Hai", "thứ ba", "Thứ Tư", "thứ năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
MONTHS = (
    *("Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười"),
    *("Mười một", "Mười hai"),
)
ROMAN = ("I", "II", "III", "IV")
NUMBERS = {3: "ba", 5: "năm", 10: "mười", 15: "mười lăm", 20: "hai mươi", 30: "ba mươi"}


def phrasings(deadline: Deadline) -> tuple[str, ...]:
    """Phrases that all state the facts of a deadline, the rendered one first."""
    ways = {
        "by": _by,
        "in": _in,
        "between": _between,
        "recurring": _recurring,
        "ongoing": _ongoing,
        "conditional": _conditional,
    }[deadline.kind]
    return (render_deadline(deadline), *ways(deadline))


def days(iso: str) -> tuple[str, ...]:
    """A day in every form of a date."""
    d = date.fromisoformat(iso)
    return (
        f"{d.day}/{d.month}/{d.year}",
        f"{d:%d/%m/%Y}",
        f"{d.day:02}-{d.month:02}-{d.year}",
        f"{d.day}.{d.month}.{d.year}",
        f"{d.day:02} tháng {d.month:02} năm {d.year}",
        f"{d.day} tháng {d.month}, năm {d.year}",
        f"{d.day} tháng {MONTHS[d.month - 1]} năm {d.year}",
    )


def _by(deadline: Deadline) -> tuple[str, ...]:
    assert deadline.end
    last = date.fromisoformat(deadline.end)
    if deadline.time:
        hour, minute = deadline.time.split(":")
        clocks = (f"{int(hour)} giờ {minute} phút", f"{int(hour)}h{minute}", f"{hour} giờ {minute}")
        cues = ("trước {} ngày {}", "chậm nhất {}, ngày {}", "gửi về trước {} ngày {}")
        return tuple(
            cue.format(clock, day) for cue in cues for clock in clocks for day in days(deadline.end)
        )
    on: tuple[str, ...] = (
        "chậm nhất ngày",
        "chậm nhất là ngày",
        "muộn nhất vào ngày",
        "đến hết ngày",
        "xong ngày",
    )
    on += ("hoàn thành chậm nhất ngày", "không muộn hơn ngày", "hoàn thành trong ngày")
    ways = [f"{cue} {day}" for cue in on for day in days(deadline.end)]
    after = last + timedelta(days=1)
    ahead = ("trước ngày", "hoàn thành trước ngày", "xong trước ngày")
    ways += [f"{cue} {day}" for cue in ahead for day in days(after.isoformat())]
    ways += [f"trước {after.day}/{after.month}/{after.year}"]
    if after.day == 1:
        ways += [f"trước tháng {after.month}/{after.year}", f"hết tháng {last.month}/{last.year}"]
        ways += [f"đến cuối tháng {last.month} năm {last.year}", f"xong tháng {last:%m/%Y}"]
        ways += [f"hoàn thành tháng {MONTHS[last.month - 1]} năm {last.year}"]
    if after.day == 1 and last.month % 3 == 0:
        roman = ROMAN[last.month // 3 - 1]
        ways += [f"đến hết quý {roman}/{last.year}", f"hoàn thành quý {roman} năm {last.year}"]
        ways += [f"hết quý {last.month // 3}/{last.year}", f"xong Q{last.month // 3}/{last.year}"]
    if after.day == 1 and last.month == 12:
        ways += [f"đến hết năm {last.year}", f"vào năm {last.year}", f"đến cuối năm {last.year}"]
    return tuple(ways)


def _in(deadline: Deadline) -> tuple[str, ...]:
    assert deadline.start
    assert deadline.end
    first, last = date.fromisoformat(deadline.start), date.fromisoformat(deadline.end)
    y = first.year
    months = 12 * (last.year - y) + last.month - first.month + 1
    names: tuple[str, ...]
    if months == 1:
        names = (f"tháng {first.month}/{y}", f"tháng {first.month:02} năm {y}")
        names += (f"tháng {MONTHS[first.month - 1]} năm {y}",)
    elif months == 3:
        n = first.month // 3 + 1
        names = tuple(f"quý {q}{sep}{y}" for q in (ROMAN[n - 1], n) for sep in ("/", " năm ", "-"))
        names += (f"Quý {n:02}/{y}", f"Q{n}/{y}", f"quí {ROMAN[n - 1]}/{y}")
    elif months == 6:
        half = "đầu" if first.month == 1 else "cuối"
        names = (f"6 tháng {half} năm {y}", f"sáu tháng {half} năm {y}", f"06 tháng {half} năm {y}")
    elif months == 12:
        names = (f"năm {y}",)
    else:
        names = (f"giai đoạn {y}-{last.year}", f"giai đoạn {y} - {last.year}")
        names += (f"nhiệm kỳ {y} - {last.year}",)
    cues = ("trong", "hoàn thành trong", "ngay trong", "và hoàn thành trong")
    return tuple(f"{cue} {name}" for cue in cues for name in names)


def _between(deadline: Deadline) -> tuple[str, ...]:
    assert deadline.start
    assert deadline.end
    pairs = zip(days(deadline.start), days(deadline.end), strict=True)
    joined = [(a, b, link) for a, b in pairs for link in (" đến ngày ", " đến hết ngày ")]
    return tuple(f"từ ngày {a}{link}{b}" for a, b, link in joined)


def _recurring(deadline: Deadline) -> tuple[str, ...]:
    period, due = deadline.recurrence, deadline.due
    each = {"P1Y": "năm", "P3M": "quý", "P1M": "tháng", "P1W": "tuần"}.get(period or "", "")
    if not due:
        if each:
            lists = tuple(f"định kỳ {word} {each}" for word in ("hằng", "hàng", "mỗi"))
            return (*lists, f"định kỳ theo {each}", f"báo cáo định kỳ hằng {each}")
        count, unit = (period or "")[1:-1], {"M": "tháng", "Y": "năm"}[(period or "")[-1]]
        return (f"định kỳ {int(count):02} {unit}", f"định kỳ {count} {unit} một lần")
    if period == "P1W":
        name = WEEK[int(due[0][3:]) - 1]
        return (f"vào {name} hằng tuần", f"{name} hàng tuần", f"định kỳ hằng tuần, vào {name}")
    if period == "P1M":
        day = int(due[0][3:])
        ways = [f"chậm nhất là ngày {day} hằng tháng", f"hằng tháng, chậm nhất ngày {day:02}"]
        ways += [f"vào ngày {day:02} hàng tháng", f"chậm nhất ngày {day} của tháng sau"]
        ways += ["ngày cuối cùng của mỗi tháng"] if day == 31 else []
        return (*ways, f"trước ngày {day % 31 + 1} hằng tháng")
    month, day = (int(part) for part in due[0][2:].split("-"))
    if period == "P3M":
        nth = (("đầu", "đầu tiên"), ("thứ hai", "giữa"), ("cuối", "cuối cùng"))[month - 1]
        ways = [f"chậm nhất ngày {day} tháng {word} của quý" for word in nth]
        ways += [f"hằng quý, trước ngày {day + 1:02} của tháng {nth[0]} quý"]
        return (*ways, f"chậm nhất là ngày {day:02} tháng {nth[1]} của quý sau liền kề")
    after = date(2000, month, day) + timedelta(days=1)
    forms = (f"{day}/{month}", f"{day:02} tháng {month:02}", f"{day} tháng {month}")
    ways = [f"chậm nhất ngày {form} {word} năm" for form in forms for word in ("hằng", "hàng")]
    ways += [f"hằng năm, chậm nhất ngày {form}" for form in forms]
    ways += [f"trước ngày {after.day}/{after.month} hằng năm"]
    ways += [f"báo cáo định kỳ hằng năm trước ngày {after.day:02} tháng {after.month:02}"]
    return (*ways, f"chậm nhất là ngày {day:02} tháng {month:02} năm sau")


def _ongoing(deadline: Deadline) -> tuple[str, ...]:
    if deadline.start is None:
        return ("thời gian thực hiện: thường xuyên",)
    ways = [f"từ ngày {day} trở đi" for day in days(deadline.start)]
    return (*ways, *(f"áp dụng từ ngày {day}" for day in days(deadline.start)))


def _conditional(deadline: Deadline) -> tuple[str, ...]:
    event = deadline.condition or ""
    if deadline.duration is None:
        return (f"({event})",) if event.startswith("khi có") else ()
    duration = deadline.duration.replace("T", "")
    count, unit = int(duration[1:-1]), duration[-1]
    word = {"D": "ngày", "W": "tuần", "M": "tháng", "H": "giờ"}[unit]
    word += " làm việc" if deadline.working else ""
    numbers = [f"{count}", f"{count:02}"]
    if count in NUMBERS:
        numbers += [NUMBERS[count], f"{NUMBERS[count]} ({count:02})"]
    if event.startswith("trước"):
        return tuple(f"chậm nhất {number} {word} {event}" for number in numbers)
    cues = (
        "trong thời hạn",
        "trong vòng",
        "chậm nhất",
        "trong thời hạn không quá",
        "chậm nhất sau",
    )
    return tuple(
        f"{cue} {number} {word}{link}{event}"
        for cue in cues
        for number in numbers
        for link in (" ", ", ")
    )
