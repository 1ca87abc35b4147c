"""What the web app says when it refuses or cannot go on: each with what to do about it.

The app speaks Vietnamese; what commands say too comes from ``data/wording.tsv``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer other than a page; ``hint`` is what the user can do."""

    status: int
    reason: str
    hint: str


class Refused(Exception):
    """A request ends with a refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


def mib(size: int) -> str:
    """
    >>> mib(32 * 2**20)
    '32 MiB'
    """
    return f"{size // 2**20} MiB"


HOST = Refusal(
    421, "Địa chỉ này không phải của kl52.", "Mở đúng địa chỉ mà kl52 serve in ra khi chạy."
)
ORIGIN = Refusal(
    403, "Yêu cầu đến từ một trang khác nên không được nhận.", "Mở lại kl52 rồi làm từ trang ấy."
)
CSRF = Refusal(
    403, "Trang này đã cũ hoặc không phải của phiên đang mở.", "Tải lại trang rồi làm lại."
)
TOKEN = Refusal(
    401, "Cần mã truy cập.", "Mở bằng đường dẫn có mã mà người quản trị đã gửi (…/?token=…)."
)
USER = Refusal(
    401,
    "Không rõ người dùng là ai.",
    "Vào qua cổng của cơ quan; nếu vẫn không được thì báo người quản trị.",
)
TOO_OFTEN = Refusal(429, "Quá nhiều yêu cầu trong một phút.", "Chờ một phút rồi thử lại.")
BUSY = Refusal(503, "Máy đang xử lý nhiều tệp, chưa nhận thêm được.", "Chờ vài phút rồi gửi lại.")
TOO_MANY = Refusal(429, "Đang có nhiều tệp của bạn chờ xử lý.", "Chờ các tệp ấy xong rồi gửi tiếp.")
NOT_FOUND = Refusal(
    404,
    "Không có trang này, hoặc tệp đã được xóa sau một giờ không dùng.",
    "Về trang đầu, gửi lại tệp nếu cần.",
)
NO_FILE = Refusal(400, "Chưa chọn tệp nào.", "Chọn hoặc kéo thả một tệp rồi gửi.")
BAD_FORM = Refusal(400, "Không đọc được nội dung gửi lên.", "Tải lại trang rồi gửi lại.")
SLOW_SENDING = Refusal(408, "Gửi tệp quá lâu.", "Kiểm tra đường truyền rồi gửi lại.")
NOT_KEPT = Refusal(
    503, "Chưa ghi được vào kho.", "Thử lại sau; nếu vẫn lỗi thì báo người quản trị kho."
)
BROKEN = Refusal(
    500, "Có lỗi bất ngờ, yêu cầu chưa được thực hiện.", "Thử lại; nếu vẫn lỗi thì báo cho kl52."
)
METHOD = Refusal(405, "Không làm được việc này ở trang này.", "Về trang đầu rồi làm lại.")
READ_ONLY = Refusal(
    403, "Kho chỉ được xem, không thêm được văn bản.", "Nhờ người quản trị kho thêm văn bản."
)
NO_LIBRARY = Refusal(
    403,
    "Chưa có kho để lưu.",
    "Chạy lại kl52 serve --library kho.kl52; kho chưa có sẽ được tạo.",
)
CHANGED = Refusal(
    409, "Mục này không còn như khi trang được mở.", "Tải lại trang rồi quyết định lại."
)
NOT_WORD = Refusal(
    404,
    "Chỉ tệp .docx mới có bản Word kèm nhận xét.",
    "Lưu văn bản thành .docx rồi gửi lại.",
)


def too_large(limit: int) -> Refusal:
    return Refusal(
        413, f"Tệp lớn quá {mib(limit)}.", "Tách văn bản thành nhiều tệp, hoặc giảm cỡ ảnh quét."
    )
