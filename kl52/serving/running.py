"""The server: on what it listens, what it refuses to listen on, and the browser that it opens."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
import webbrowser
from collections.abc import Callable
from urllib.parse import urlsplit

import uvicorn

from kl52.errors import UsageError, reason_of
from kl52.library import Library
from kl52.serving.addresses import is_any, is_loopback
from kl52.serving.app import make_app
from kl52.serving.settings import Settings

_SHORTEST_TOKEN = 16
_MAKE_ONE = 'python -c "import secrets; print(secrets.token_urlsafe(24))"'
_CONNECTIONS = 256


def check(settings: Settings, *, knows: bool) -> None:
    """Raises :class:`~kl52.errors.UsageError` for what would leave documents open to others."""
    if not is_loopback(settings.host):
        if not knows or settings.token is None:
            raise UsageError(
                f"--host {settings.host} cho máy khác vào được → nên dùng máy chủ trung gian "
                "(reverse proxy) trên máy này; nếu vẫn cần thì thêm --i-know và --token MÃ"
            )
        if is_any(settings.host) and settings.origin is None:
            raise UsageError(
                f"--host {settings.host} không phải một địa chỉ → thêm --origin http://TÊN-MÁY:CỔNG"
            )
        if settings.user_header is not None:
            raise UsageError(
                "--trusted-user-header chỉ dùng khi chỉ máy chủ trung gian vào được → bỏ --host"
            )
    if settings.token is not None and len(settings.token) < _SHORTEST_TOKEN:
        raise UsageError(
            f"--token ngắn quá, cần ít nhất {_SHORTEST_TOKEN} ký tự → tạo bằng {_MAKE_ONE}"
        )
    if settings.root_path and not settings.root_path.startswith("/"):
        raise UsageError(f"--root-path {settings.root_path} phải bắt đầu bằng / → ví dụ /kl52")
    if settings.origin is not None:
        parts = urlsplit(settings.origin)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path not in ("", "/"):
            raise UsageError(f"--origin {settings.origin} → viết như https://kl52.so.example")


def bind(settings: Settings) -> socket.socket:
    """The socket to listen on; port 0 takes a free one."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: nobody else may listen here as well
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((settings.host.strip("[]"), settings.port))
    except OSError as error:
        listening.close()
        raise UsageError(
            f"không dùng được cổng {settings.port} ({reason_of(error)}) → chọn --port khác"
        ) from error
    return listening


def serve(
    settings: Settings,
    library: Library,
    listening: socket.socket,
    *,
    ready: Callable[[], None],
) -> None:
    """Run until the user stops it; ``ready`` is called once it answers."""
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # it would quote errors whole
    config = uvicorn.Config(
        make_app(settings, library),
        access_log=False,
        log_config=None,
        proxy_headers=False,  # who is there is what the guard believes, nothing else
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=64 * 2**10,
    )
    server = _Server(config, ready)
    asyncio.run(server.serve(sockets=[listening]))


class _Server(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def open_browser(address: str) -> None:
    """Beside the server: a browser may take its time."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
