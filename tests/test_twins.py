"""Rows and prose items that state the same task, on made-up plans."""

from __future__ import annotations

from kl52.obligations.likeness import compare, longest_run, words_of
from kl52.parsing import parse_document

HEAD = "KẾ HOẠCH\nPhòng, chống lụt bão\n\n"
OTHERS = """
b) Tổ chức diễn tập hộ đê tại các xã ven sông trước mùa mưa hằng năm.
c) Vận động hội viên hiến đất mở đường liên thôn và chỉnh trang vườn hộ.
d) Lập bảng giá dịch vụ bến đò ngang và niêm yết công khai tại bến.
"""


def ties(prose: str, rows: str) -> set[tuple[str, str]]:
    """The beginnings of each pair, from both sides."""
    doc = parse_document(
        f"{HEAD}{prose}\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n{rows}".encode(), name="a.txt"
    )
    said = {duty.id: duty.text[:12] for duty in doc.obligations}
    return {
        (said[duty.id], said[duty.duplicate_of]) for duty in doc.obligations if duty.duplicate_of
    }


def table(*rows: str) -> str:
    head = "| TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n|---|---|---|---|\n"
    return head + "".join(f"| {row} |\n" for row in rows)


LOOSE = "1 | Khôi phục kho thóc cũ và lập đội giữ đê ở các thôn ven sông | Sở Y tế | Năm 2027"
ITEM = (
    "a) Khôi phục các kho thóc dự trữ đã hư hỏng sau lũ, bổ sung lương khô, nước uống; củng cố "
    "đội xung kích giữ đê ở từng xã, trang bị áo phao, đèn pin và loa tay cho đội viên."
)


def test_an_item_and_a_row_under_the_same_title_need_less_likeness() -> None:
    prose = f"II. NHIỆM VỤ\n1. Củng cố lực lượng và kho tàng tại chỗ\n{ITEM}{OTHERS}"
    same = table("I | Củng cố lực lượng và kho tàng tại chỗ | |", LOOSE)
    other = table("I | Trồng rừng phòng hộ đầu nguồn các sông | |", LOOSE)
    pair = ("Khôi phục cá", "Khôi phục kh")
    assert ties(prose, same) == {pair, pair[::-1]}
    assert ties(prose, other) == set()


def test_a_row_that_merges_two_items_is_tied_to_both() -> None:
    first = "Đóng hai bến đò ngang không phép ở hạ lưu sông Trăng trước mùa lũ"
    second = "trang bị áo phao cho mọi hộ làm nghề chài lưới trên vịnh Sao"
    items = f"a) {first}.\nđ) Trang{second.removeprefix('trang')}.{OTHERS}"
    prose = f"II. NHIỆM VỤ\n1. Việc trên sông và trên vịnh\n{items}"
    rows = table(
        "I | Việc trên sông và trên vịnh | |", f"1 | {first}; {second} | Sở Y tế | Năm 2027"
    )
    found = ties(prose, rows)
    assert ("Đóng hai bến", "Đóng hai bến") in found
    assert ("Trang bị áo ", "Đóng hai bến") in found


def test_each_row_goes_to_its_own_item_first() -> None:
    prose = (
        "II. NHIỆM VỤ\n1. Kho thóc\na) Lập sổ kho thóc của các xã vùng cao và khóa kho ban đêm.\n"
        "b) Lập sổ kho thóc của các xã ven sông và phơi thóc đầu vụ.\n"
    )
    rows = table(
        "1 | Lập sổ kho thóc của các xã ven sông và phơi thóc đầu vụ | Sở Y tế | Năm 2027",
        "2 | Lập sổ kho thóc của các xã vùng cao và khóa kho ban đêm | Sở Y tế | Năm 2027",
    )
    doc = parse_document(f"{HEAD}{prose}\nPHỤ LỤC\n{rows}".encode(), name="a.txt")
    texts = {duty.id: duty.text for duty in doc.obligations}
    rows_found = [duty for duty in doc.obligations if duty.where == "table"]
    assert len(rows_found) == 2
    assert all(texts[duty.duplicate_of or ""] == duty.text for duty in rows_found)


def test_what_all_texts_share_is_no_likeness() -> None:
    many = {n: words_of(f"lập sổ kho số mục {n}") for n in range(50)}
    found = compare(many, {"row": words_of("lập sổ kho số mục 7")})
    assert set(found) == {(7, "row")}


def test_the_longest_run_is_counted_in_words() -> None:
    assert longest_run(list("abcd"), list("xbcdy")) == 3
    assert longest_run(["a", "b"], ["b", "a"]) == 0
