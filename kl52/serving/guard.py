"""What stands before the app: nothing gets in that should not, nothing gets out that need not.

An ASGI app around another. A request is refused for a foreign Host, for a foreign or missing
Origin where it would change something, for a missing token or user, for being too large or one too
many; every answer bears the headers of safety. What fails inside is told without its words, for
they may be those of a document: a log line has the method, the name of the route, the status and
the time, never a path, a query or a message.
"""

from __future__ import annotations

import hmac
import logging
import time
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kl52.serving import words
from kl52.serving.addresses import hosts_of, is_loopback, origins_of
from kl52.serving.pages import refusal_page
from kl52.serving.rates import Rates
from kl52.serving.settings import Settings
from kl52.serving.words import Refusal, Refused

LOG = logging.getLogger("kl52.serving")
TOKEN_COOKIE = "kl52-token"
_SAFE_METHODS = ("GET", "HEAD")
_UPLOADS = ("/upload", "/library/add")
_ROOM = 64 * 2**10  # bytes of a form beside its files,
_FILES = 3  # which together have no more than so many times the size of one
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # no-referrer would make browsers send «Origin: null» with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}


class Guard:
    """The app with all that is refused before it; tells it the user as ``state.user``."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._hosts = hosts_of(settings)
        self._origins = origins_of(settings)
        bounds = settings.bounds
        self._requests = Rates(bounds.requests)
        self._uploads = Rates(bounds.uploads)
        self._refusals = Rates(bounds.refusals)
        self._files = _FILES * bounds.upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        began, answer = time.monotonic(), _Answer(send)
        try:
            await self._guarded(scope, receive, answer)
        except Refused as refused:
            await self._refuse(refused.refusal, scope, receive, answer)
        except Exception as error:
            LOG.error("%s", type(error).__name__)  # its message may quote a document
            await self._refuse(words.BROKEN, scope, receive, answer)
        _log(scope, answer.status, time.monotonic() - began)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        _move_root(scope, self._settings.root_path)
        peer = str((scope.get("client") or ("",))[0])
        if headers.get("host", "").lower() not in self._hosts:
            raise Refused(words.HOST)
        unsafe = scope["method"] not in _SAFE_METHODS
        if unsafe and headers.get("origin", "").lower() not in self._origins:
            raise Refused(words.ORIGIN)
        enters = self._check_token(scope, headers, peer)
        user = self._user(headers, peer)
        client = f"user:{user}" if user else peer
        self._count(client, scope)
        scope.setdefault("state", {})["user"] = user
        if enters is not None:
            await enters(scope, receive, send)
            return
        most = _ROOM + (self._files if self._sends(scope) else 0)
        await self._app(scope, self._limited(headers, receive, most), send)

    async def _refuse(
        self, refusal: Refusal, scope: Scope, receive: Receive, answer: _Answer
    ) -> None:
        if not answer.status:
            response = refusal_page(refusal, self._settings.root_path)
            await response(scope, receive, answer)

    def _check_token(self, scope: Scope, headers: Headers, peer: str) -> Response | None:
        """Raises without the token; one in the address is moved from there into a cookie."""
        token = self._settings.token
        if token is None:
            return None
        if self._refusals.is_empty(peer):
            raise Refused(words.TOO_OFTEN)
        query = parse_qsl(scope.get("query_string", b"").decode("latin-1"))
        given = dict(query).get("token")
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        for each in (given, _cookie(headers, TOKEN_COOKIE), bearer):
            if each and hmac.compare_digest(each.encode(), token.encode()):
                return self._without_token(scope, query, token) if given else None
        self._refusals.take(peer)
        raise Refused(words.TOKEN)

    def _without_token(self, scope: Scope, query: list[tuple[str, str]], token: str) -> Response:
        rest = urlencode([each for each in query if each[0] != "token"])
        root = self._settings.root_path
        response = RedirectResponse(f"{root}/{'?' + rest if rest else ''}", 303)
        set_cookie(response, TOKEN_COOKIE, token, self._settings)
        return response

    def _user(self, headers: Headers, peer: str) -> str | None:
        """Who the proxy says is there; only one on this machine is believed."""
        name = self._settings.user_header
        if name is None:
            return None
        user = headers.get(name, "").encode("latin-1", "replace").decode("utf-8", "replace")
        user = "".join(each for each in user if each.isprintable()).strip()[:100]
        if not user or not is_loopback(peer) or len(headers.getlist(name)) != 1:
            raise Refused(words.USER)
        return user

    def _sends(self, scope: Scope) -> bool:
        """Whether a request brings files."""
        path = scope["path"].removeprefix(self._settings.root_path)
        return path in _UPLOADS and scope["method"] not in _SAFE_METHODS

    def _count(self, client: str, scope: Scope) -> None:
        taken = self._requests.take(client)
        if not taken or (self._sends(scope) and not self._uploads.take(client)):
            raise Refused(words.TOO_OFTEN)

    def _limited(self, headers: Headers, receive: Receive, most: int) -> Receive:
        """``receive`` that stops at the size above which nothing is taken."""
        got = 0
        told = headers.get("content-length", "0")
        if not told.isascii() or not told.isdecimal() or int(told) > most:
            raise Refused(words.too_large(self._settings.bounds.upload))

        async def limited() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > most:
                raise Refused(words.too_large(self._settings.bounds.upload))
            return message

        return limited


class _Answer:
    """``send`` that adds the headers of safety and remembers the status."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


def set_cookie(response: Response, name: str, value: str, settings: Settings) -> None:
    """A cookie of the session that no script reads and no other site sends along with a form."""
    secure = (settings.origin or "").startswith("https:")
    response.set_cookie(
        name, value, path=settings.root_path or "/", httponly=True, samesite="lax", secure=secure
    )


def _cookie(headers: Headers, name: str) -> str | None:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return None
    return found.value if found else None


def _move_root(scope: Scope, root: str) -> None:
    """The path with the root before it once, whether or not the proxy left it there."""
    if root:
        path = scope["path"]
        inside = path if path == root or path.startswith(f"{root}/") else root + path
        scope.update(root_path=root, path=inside, raw_path=inside.encode())


def _log(scope: Scope, status: int, took: float) -> None:
    route = getattr(scope.get("endpoint"), "__name__", "-")
    LOG.info("%s %s %d %.0f ms", scope["method"], route, status, 1000 * took)
