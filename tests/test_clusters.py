"""``kl52 add --scheduler``: the same library from a Dask cluster, whatever becomes of a worker."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from benchmarks.librarying.comparing import differences
from kl52.cli import main
from kl52.errors import DocumentNotFound, Kl52Error, ReaderCrashed, UsageError
from kl52.library import Library, adding, clusters, intake
from kl52.library.adding import Outcome, add_files
from kl52.library.clusters import cluster
from kl52.library.intake import Taken, take_elsewhere
from kl52.library.packing import pack
from kl52.library.places import find_candidates
from kl52.reading.options import DEFAULT
from tests.dying import deadly
from tests.test_add import plan

distributed = pytest.importorskip("distributed")
COUNT = 12


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Two workers on this machine; a file may cost two of them."""
    import dask

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
        ) as started,
    ):
        yield started.scheduler_address


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Plans, one of which says that it carries out the next."""
    made = tmp_path / "in"
    made.mkdir()
    for number in range(1, COUNT + 1):
        above = f"Thực hiện Kế hoạch số {number % COUNT + 1}/KH-UBND ngày 17/02/2020;".encode()
        (made / f"{number}.txt").write_bytes(plan(number) + above)
    return made


def add(library: Library, folder: Path, address: str | None, work: Any = take_elsewhere,
        **options: Any) -> list[Outcome]:  # fmt: skip
    found = [each for each in find_candidates([folder]) if not str(each).endswith(".dead")]
    if address is None:
        return list(add_files(found, library, sandboxed=False, **options))
    with cluster(address) as machines:
        asked = {"executor": machines.executor, "work": work, "jobs": machines.threads}
        return list(add_files(found, library, **asked, **options))


def new(folder: Path, name: str) -> Library:
    return Library(folder.parent / f"{name}.kl52", create=True)


def states(outcomes: list[Outcome]) -> dict[str, str]:
    return {Path(each.file).name: each.state for each in outcomes}


# -- the same library ----------------------------------------------------------------------------


def test_a_cluster_makes_the_same_library(address: str, folder: Path) -> None:
    here, there = new(folder, "here"), new(folder, "there")
    first, second = add(here, folder, None), add(there, folder, address)
    assert states(first) == states(second) == {f"{n}.txt": "added" for n in range(1, COUNT + 1)}
    assert differences(here, there) == []


def test_the_command_adds_by_a_cluster(
    address: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(folder.parent / "kho.kl52")
    command = ["add", folder.as_uri(), "--library", file, "--scheduler", address, "--json"]
    assert main(command) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["counts"] == {"added": COUNT, "known": 0, "skipped": 0, "failed": 0}
    assert all(each["file"].startswith("file://") for each in answer["added"])
    assert main(command) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["known"] == COUNT


def test_a_worker_that_dies_loses_nothing(address: str, folder: Path) -> None:
    (folder / "3.txt").rename(folder / "once-3.txt")
    here, there = new(folder, "here"), new(folder, "there")
    outcomes = add(there, folder, address, deadly)
    assert (folder / "once-3.dead").exists()
    (folder / "once-3.dead").unlink()
    assert set(states(outcomes).values()) == {"added"}
    add(here, folder, None)
    assert differences(here, there) == []


def test_a_file_that_no_worker_survives_is_set_aside(address: str, folder: Path) -> None:
    (folder / "5.txt").rename(folder / "always-5.txt")
    library = new(folder, "kho")
    outcomes = add(library, folder, address, deadly)
    (folder / "always-5.dead").unlink()
    (failed,) = [each for each in outcomes if each.state == "failed"]
    assert Path(failed.file).name == "always-5.txt"
    assert isinstance(failed.error, ReaderCrashed)
    assert "--retry" in failed.error.hint
    assert len(library) == COUNT - 1
    again = add(library, folder, None)  # known by its content, and not read again
    assert states(again)["always-5.txt"] == "failed"
    assert set(states(add(library, folder, None, retry=True)).values()) == {"added", "known"}
    assert len(library) == COUNT


# -- what cannot be used -------------------------------------------------------------------------


def refused(address: str, **options: Any) -> str:
    with pytest.raises(UsageError) as raised, cluster(address, **options):
        pass
    return str(raised.value)


@pytest.mark.parametrize("wrong", ["", "may-chu", "local:0", "local:x", "http://may-chu", "8786"])
def test_an_address_that_is_none(wrong: str) -> None:
    assert "không hiểu" in refused(wrong)


def test_nobody_at_the_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(clusters, "_CONNECT", 1.0)
    assert "không nối được" in refused("tcp://127.0.0.1:9")
    assert "không nối được" in refused(str(tmp_path / "none.json"))


def test_no_workers() -> None:
    with distributed.LocalCluster(
        n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as started:
        assert "không có máy nào" in refused(started.scheduler_address, patience=0.5)


def test_another_version_of_kl52(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "__version__", "0.0.1")
    assert "cài cùng một bản" in refused(address)


def test_a_worker_without_kl52() -> None:
    with pytest.raises(UsageError, match="chưa cài kl52"):
        clusters.check_version("", "tcp://127.0.0.1:1")


def test_a_worker_that_came_later_with_another_version(folder: Path) -> None:
    def work(path: str, stamp: str, options: Any) -> Taken:
        return Taken(path, stamp, reader="0.0.1")

    with pytest.raises(UsageError, match="cài cùng một bản"), ThreadPoolExecutor(1) as executor:
        list(add_files(find_candidates([folder]), new(folder, "kho"), executor=executor, work=work))


def test_a_worker_that_does_not_see_the_files(folder: Path) -> None:
    def work(path: str, stamp: str, options: Any) -> Taken:
        return Taken(path, stamp, error=DocumentNotFound(path, "không có tệp này"))

    with pytest.raises(UsageError, match="ổ dùng chung"), ThreadPoolExecutor(1) as executor:
        list(add_files(find_candidates([folder]), new(folder, "kho"), executor=executor, work=work))


def test_a_cluster_that_is_lost(address: str) -> None:
    with pytest.raises(UsageError, match="mất liên lạc"), cluster(address):
        raise CancelledError


def test_wrong_use_on_a_worker_ends_the_run(folder: Path) -> None:
    def work(path: str, stamp: str, options: Any) -> Taken:
        raise UsageError("s3://kho: chưa đọc được → pip install 'fsspec[s3]'")

    with pytest.raises(Kl52Error, match="fsspec"), ThreadPoolExecutor(1) as executor:
        list(add_files(find_candidates([folder]), new(folder, "kho"), executor=executor, work=work))


def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install 'kl52[cluster]'" in refused("tcp://may-chu:8786")


def test_no_cluster_without_a_sandbox(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "kho.kl52")
    command = ["add", str(tmp_path), "--scheduler", "local:1", "--no-sandbox", "--library", file]
    assert main(command) == 2
    assert "--no-sandbox" in capsys.readouterr().err


# -- parts ---------------------------------------------------------------------------------------


def test_the_workers_are_counted_now_and_again(address: str) -> None:
    with cluster(address) as machines:
        machines.client.wait_for_workers(2, timeout=60)  # those that died come again
        assert machines.threads() == 2
        machines._known = 7  # not asked again at once
        assert machines.threads() == 7
        machines._counted -= clusters._LOOK + 1
        assert machines.threads() == 2


def test_a_sandbox_is_kept_for_the_next_file(folder: Path) -> None:
    intake.close_idle()
    taken = [take_elsewhere(str(folder / "1.txt"), "", DEFAULT) for _ in range(2)]
    assert [each.error for each in taken] == [None, None]
    assert intake._IDLE.qsize() == 1
    (kept,) = intake._IDLE.queue
    assert kept._child is not None
    process = kept._child.process
    assert take_elsewhere(str(folder / "2.txt"), "", DEFAULT).packed
    assert kept._child.process is process
    intake.close_idle()
    assert process.poll() is not None
    assert intake._IDLE.empty()


def test_a_lost_file_is_known_by_its_content_where_that_can_be_read(folder: Path) -> None:
    found = intake.lost(str(folder / "1.txt"), "s", "KilledWorker", DEFAULT.limits)
    assert found.sha256 == take_elsewhere(str(folder / "1.txt"), "", DEFAULT).sha256
    assert "KilledWorker" in str(found.error)
    assert intake.lost(str(folder / "none.txt"), "s", "KilledWorker", DEFAULT.limits).sha256 is None


def test_files_in_memory_and_of_other_storages(folder: Path) -> None:
    import fsspec

    storage = fsspec.filesystem("memory")
    for file in folder.iterdir():
        storage.pipe(f"/kho/{file.name}", file.read_bytes())
    here, there = new(folder, "here"), new(folder, "there")
    list(add_files(find_candidates(["memory://kho"]), there, sandboxed=False))
    add(here, folder, None)
    assert [pack(each.text) for each in here] == [pack(each.text) for each in there]
    assert here.ids() == there.ids()
    storage.rm("/kho", recursive=True)


def test_the_library_itself_is_no_document_by_a_url_either(folder: Path) -> None:
    """To open the file beside SQLite, and to close it, would take away SQLite's locks."""
    library = folder / "kho.kl52"
    add(Library(library, create=True), folder, None)
    found = find_candidates([folder.as_uri(), folder], library)
    assert not [each for each in found if "kho.kl52" in getattr(each, "path", "")]


@pytest.mark.skipif("s3fs" in sys.modules, reason="s3fs is there")
def test_a_storage_that_needs_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    assert main(["add", "s3://kho/van-ban", "--library", str(tmp_path / "kho.kl52")]) == 2
    assert "pip install 'fsspec[s3]'" in capsys.readouterr().err


def test_files_are_handed_out_no_faster_than_they_are_read(folder: Path) -> None:
    waiting: list[str] = []
    most = []

    class Slow(ThreadPoolExecutor):
        def submit(self, work: Any, path: str, *more: Any, **options: Any) -> Any:
            waiting.append(path)
            most.append(len(waiting))
            future = super().submit(work, path, *more, **options)
            future.add_done_callback(lambda done: waiting.remove(path))
            return future

    with Slow(1) as executor:
        list(
            add_files(
                find_candidates([folder]), new(folder, "kho"),
                executor=executor, work=take_elsewhere, jobs=lambda: 1,
            )
        )  # fmt: skip
    assert max(most) <= adding._AHEAD
    intake.close_idle()
