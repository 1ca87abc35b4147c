"""Reading on a Dask cluster: the machines behind the executor that :mod:`adding` hands files to.

In: the address of a scheduler (``tcp://…``), a scheduler file (``….json``), or ``local:4`` for as
many processes of this machine. Out: a :class:`Cluster`. Guarantees: all of its machines run this
version of kl52, or none is used; a worker that dies loses nothing, for its files go to others; a
file with which several workers died in turn (``distributed.scheduler.allowed-failures``) is an
error of that file.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kl52 import __version__
from kl52.errors import UsageError

if TYPE_CHECKING:
    from distributed import Client

_LOCAL = re.compile(r"local(?::(?P<count>[1-9]\d{0,3}))?")
_ADDRESS = re.compile(r"(?:tcp|tls|ws|wss|ucx)://\S+|\S+\.json")
_RETRIES = 2  # times that a file is read again after an error of the machine that read it
_PATIENCE = 600.0  # seconds in which the first worker is to come: in a queue it may take long
_LOOK = 10.0  # seconds after which the workers are counted anew, for more may have come
_CONNECT = 20.0


@dataclass(slots=True)
class Cluster:
    """Workers elsewhere: what hands files to them, and how many they read at once."""

    client: Client
    executor: Executor
    _known: int = 0
    _counted: float = 0.0

    def threads(self) -> int:
        """The number of files that are read at once, by the workers there are now."""
        if not self._counted or time.monotonic() - self._counted > _LOOK:
            self._known = sum(self.client.nthreads().values())
            self._counted = time.monotonic()
        return max(self._known, 1)


@contextmanager
def cluster(address: str, *, patience: float = _PATIENCE) -> Iterator[Cluster]:
    """The cluster at ``address``; :class:`~kl52.errors.UsageError` where it cannot be used."""
    local = _LOCAL.fullmatch(address)
    if local is None and _ADDRESS.fullmatch(address) is None:
        message = f"--scheduler {address}: không hiểu → viết tcp://máy:8786, tệp .json hoặc local:4"
        raise UsageError(message)
    try:
        import distributed  # noqa: F401
        from distributed.comm.core import CommClosedError
    except ImportError as error:
        message = "--scheduler cần thư viện Dask → pip install 'kl52[cluster]'"
        raise UsageError(message) from error
    try:
        with _local(local["count"]) if local else _client(address) as client:
            _check(client, address, patience)
            # A file is no pure function of its name: what was read before may have changed since.
            yield Cluster(client, client.get_executor(pure=False, retries=_RETRIES))
    except (CommClosedError, CancelledError) as error:
        message = f"{address}: mất liên lạc với cụm máy → chạy lại lệnh để làm tiếp"
        raise UsageError(message) from error


def _client(address: str) -> Client:
    from distributed import Client

    try:
        if address.endswith(".json"):
            Path(address).stat()  # Dask would wait for it
            return Client(scheduler_file=address, timeout=_CONNECT)
        return Client(address, timeout=_CONNECT)
    except (OSError, ValueError, TimeoutError) as error:
        message = f"{address}: không nối được với cụm Dask → kiểm tra địa chỉ, dask-scheduler"
        raise UsageError(message) from error


@contextmanager
def _local(count: str | None) -> Iterator[Client]:
    """Processes of this machine, which nobody else can reach."""
    from distributed import Client, LocalCluster

    workers = {"n_workers": int(count)} if count else {}
    with (
        LocalCluster(
            **workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs="ERROR",
        ) as started,
        Client(started) as client,
    ):
        yield client


def _check(client: Client, address: str, patience: float) -> None:
    """That there are workers, and that each has this version of kl52."""
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        message = f"{address}: cụm không có máy nào nhận việc → chạy dask worker rồi thử lại"
        raise UsageError(message) from error

    def version() -> str:  # sent as it is: a worker may have no kl52 to take it from
        try:
            import kl52
        except ImportError:
            return ""
        return str(kl52.__version__)

    for worker, found in client.run(version).items():
        check_version(found, worker)


def check_version(found: str, worker: str) -> None:
    """Raises where a worker runs another version of kl52, for it would read otherwise."""
    if found != __version__:
        has = f"kl52 {found}" if found else "chưa cài kl52"
        message = f"{worker}: {has}, máy này {__version__} → cài cùng một bản trên mọi máy"
        raise UsageError(message)
