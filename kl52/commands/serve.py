"""``kl52 serve``: the web app, on this machine or behind the reverse proxy of an office."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from kl52.commands.arguments import Parser
from kl52.commands.options import FILES
from kl52.errors import UsageError

if TYPE_CHECKING:
    from kl52.library import Library
    from kl52.serving.settings import Settings

_EXAMPLES = """ví dụ:
  kl52 serve                                    mở trang rà soát trong trình duyệt của máy này
  kl52 serve --library tinh.kl52                tra cứu và thêm văn bản vào kho tinh.kl52
  kl52 serve --library tinh.kl52 --read-only    chỉ xem kho, quyết định chỉ giữ trong phiên
  kl52 serve --no-browser --root-path /kl52 --origin https://noi-bo.so.example \\
      --trusted-user-header X-Remote-User       sau máy chủ trung gian của cơ quan

Chỉ máy này vào được (127.0.0.1). Tệp gửi lên được đọc trong tiến trình riêng có giới hạn bộ nhớ và
thời gian, xóa khi đóng hoặc sau một giờ không dùng; chỉ những gì bấm "Thêm vào kho" mới được lưu.
Văn bản có dấu mật không được nhận. Quyết định nhận, bỏ được ghi cạnh kho; không có kho thì chỉ giữ
trong phiên. Dừng: Ctrl+C.
"""


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    about = "mở trang rà soát và kho văn bản trong trình duyệt"
    serve = commands.add_parser(
        "serve", help=about, description=f"{about[:1].upper()}{about[1:]}.", epilog=_EXAMPLES
    )
    library = serve.add_argument(
        "--library",
        metavar="FILE",
        default=os.environ.get("KL52_LIBRARY"),
        help="tệp kho văn bản, chưa có thì được tạo (mặc định: $KL52_LIBRARY, rồi kho của người "
        "dùng nếu có); :none: là chỉ dùng danh mục kèm theo",
    )
    library.complete = FILES  # type: ignore[attr-defined]
    serve.add_argument(
        "--port", type=int, default=5252, metavar="N", help="cổng (mặc định: 5252; 0: cổng trống)"
    )
    serve.add_argument(
        "--read-only",
        action="store_true",
        help="không thêm gì vào kho; quyết định chỉ giữ trong phiên",
    )
    serve.add_argument("--no-browser", action="store_true", help="không mở trình duyệt")
    serve.add_argument(
        "--root-path",
        metavar="PATH",
        default="",
        help="phần đầu đường dẫn khi ở sau máy chủ trung gian (reverse proxy), ví dụ /kl52",
    )
    serve.add_argument(
        "--origin",
        metavar="URL",
        help="địa chỉ người dùng mở khi ở sau máy chủ trung gian, ví dụ https://noi-bo.so.example",
    )
    serve.add_argument(
        "--trusted-user-header",
        metavar="NAME",
        help="tên header mà máy chủ trung gian trên máy này ghi tên người dùng vào; máy chủ ấy "
        "phải xóa header này ở yêu cầu từ ngoài",
    )
    serve.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="địa chỉ để nghe (mặc định: 127.0.0.1)",
    )
    serve.add_argument(
        "--i-know", action="store_true", help="biết rằng --host khác cho máy khác vào được"
    )
    serve.add_argument(
        "--token",
        metavar="TEXT",
        default=os.environ.get("KL52_TOKEN"),
        help="mã truy cập, bắt buộc khi máy khác vào được (mặc định: $KL52_TOKEN)",
    )
    serve.add_argument("-q", "--quiet", action="store_true", help="không in gì ra stderr ngoài lỗi")
    serve.add_argument(
        "-v", "--verbose", action="store_true", help="in mỗi yêu cầu một dòng, không có lời văn nào"
    )
    serve.set_defaults(run=_serve)


def _serve(options: argparse.Namespace) -> int:
    _check_packages()
    from kl52.serving.running import bind, check, open_browser, serve

    settings = _settings(options)
    check(settings, knows=options.i_know)
    settings, library = _library(settings, options)
    if options.verbose:
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
        logging.getLogger("uvicorn").disabled = True
    listening = bind(settings)
    settings = replace(settings, port=listening.getsockname()[1])
    address = settings.origin or f"http://{_host(settings)}:{settings.port}"
    address = f"{address.rstrip('/')}{settings.root_path}/"

    def ready() -> None:
        if not options.quiet:
            print(f"kl52: mở {address} (Ctrl+C để dừng)", file=sys.stderr, flush=True)
        if not options.no_browser:
            open_browser(address)

    serve(settings, library, listening, ready=ready)
    return 0


def _check_packages() -> None:
    try:
        import python_multipart  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        message = f"kl52 serve cần thêm gói {error.name} → pip install 'kl52[web]'"
        raise UsageError(message) from error


def _settings(options: argparse.Namespace) -> Settings:
    from kl52.serving.settings import Settings

    return Settings(
        host=options.host,
        port=options.port,
        root_path=options.root_path.rstrip("/"),
        origin=options.origin.rstrip("/") if options.origin else None,
        token=options.token or None,
        user_header=options.trusted_user_header or None,
        read_only=options.read_only,
    )


def _library(settings: Settings, options: argparse.Namespace) -> tuple[Settings, Library]:
    """The library; where it is a file, decisions and new documents go there."""
    from pathlib import Path

    from kl52.library import Library
    from kl52.library.holdings import NO_LIBRARY, user_library

    named = options.library or user_library()
    if named is None or named == NO_LIBRARY:
        return settings, Library()
    path = Path(named)
    if path.is_dir():
        return settings, Library(path)
    library = Library(path, create=not settings.read_only)
    return replace(settings, library=path), library


def _host(settings: Settings) -> str:
    return f"[{settings.host}]" if ":" in settings.host else settings.host
