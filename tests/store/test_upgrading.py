"""R9: an older vault is brought up while the program is refused or killed; nothing is lost, and an older program keeps off.

The steps taken are this release's own (corrections) and one that no release has taken (`later`), on a vault from before
the case file, on one whose case knows no corrections yet, and on one of this release. A statement that fails and a kill
at some moment are tried here and in `test_migrate`; each call of the kernel in turn under `make soak`.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa

from fairdue.kernel.errors import VaultTooNew
from fairdue.store import migrate
from fairdue.store.cases import Cases
from fairdue.vault import Vault, verify
from tests.store.upgrading import CASE, CONTENT, ITEMS, ROWS, Begun, later_release, older_vault, words_of
from tests.vault.specimen import LATER, PASSPHRASE, content_of

ROOT = Path(__file__).parents[2]
BEGUN: dict[str, Begun] = {"before the case file": "0000", "before corrections": "0001", "with a case": "0002"}
CALLS = ("write", "pwrite64", "fsync", "ftruncate", "rename", "unlink")
FAULTS = {
    "ENOSPC": "error=ENOSPC",
    "EIO": "error=EIO",
    "EDQUOT": "error=EDQUOT",
    "SIGKILL": "signal=SIGKILL",
}
PLACES = int(os.environ.get("FAIRDUE_PLACES") or 10_000)


@pytest.fixture(scope="module", params=BEGUN)
def older(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault as an earlier release left it."""
    folder = tmp_path_factory.mktemp("older") / "vault"
    older_vault(folder, BEGUN[request.param]).close()
    return folder


@pytest.fixture
def copied(older: Path, tmp_path: Path) -> Path:
    """A copy of it to be hurt."""
    return Path(shutil.copytree(older, tmp_path / "vault"))


def step_of(folder: Path) -> str:
    """Return the last step the tables of a vault have taken."""
    with Vault.open(folder, PASSPHRASE, readonly=True) as vault, vault.database.reading() as connection:
        return migrate.current(connection)


def bytes_of(folder: Path) -> Mapping[str, bytes]:
    """Return every file of a vault that says anything about what it holds."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "writer.lock"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def assert_whole(folder: Path, said: list[str], *, with_cases: bool) -> None:
    """Everything kept before and everything said to be kept since is there, in the tables of the later release."""
    found = step_of(folder)
    assert found == "0003" or (found in ("0000", "0001", "0002") and not said), (found, said)
    if found == "0003":
        with pytest.raises(VaultTooNew):
            Vault.open(folder, PASSPHRASE, bring_up=migrate.bring_up)
    with later_release():
        vault = Vault.open(folder, PASSPHRASE, bring_up=migrate.bring_up)
        with vault.database.reading() as connection:
            assert migrate.current(connection) == migrate.newest() == "0003"
            if with_cases:
                entries = Cases(connection).timeline(CASE.id)
                assert [entry.words.rstrip() for entry in entries] == [words_of(row) for row in range(ROWS)]
                assert connection.execute(sa.text("SELECT remark FROM debts")).scalars().all() == ["第一笔"]
    report = verify(vault)
    assert report.ok, report.issues
    kept = [vault.read(item.id) for item in vault.items()]
    assert kept[:ITEMS] == [content_of(number) for number in range(ITEMS)]
    assert kept[ITEMS:] in ([], [CONTENT])
    if len(said) == 2:
        assert vault.read(said[1]) == CONTENT
    after = vault.intake(b"after", at=LATER, name="after")
    assert vault.read(after.id) == b"after"
    vault.close()


def upgraded(folder: Path, *before: str) -> subprocess.CompletedProcess[str]:
    """Run the later release on a vault, under `before`."""
    command = [*before, sys.executable, "-B", "-m", "tests.store.upgrading", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def has_case(folder: Path) -> bool:
    """Tell whether an older vault holds the case."""
    return step_of(folder) != "0000"


def test_the_later_release_brings_an_older_vault_up(copied: Path) -> None:
    """Undisturbed, the later release opens it with everything and keeps a further item."""
    with_cases = has_case(copied)
    said = upgraded(copied).stdout.split()
    assert said[0] == "open" and len(said) == 2
    assert_whole(copied, said, with_cases=with_cases)


def test_this_release_refuses_what_a_later_one_wrote_and_leaves_it(copied: Path) -> None:
    """The error names both steps; not one byte of the vault changes, for a reader as for a writer."""
    from fairdue.app.open_vault import open_vault

    upgraded(copied)
    before = bytes_of(copied)
    for readonly in (False, True):
        with pytest.raises(VaultTooNew) as caught:
            open_vault(copied, PASSPHRASE, readonly=readonly)
        assert (caught.value.values["found"], caught.value.values["known"]) == ("0003", "0002")
        assert bytes_of(copied) == before


def test_the_copy_made_before_the_step_opens_in_the_older_release(copied: Path) -> None:
    """A vault with a case is copied first; the copy in its place is the vault as it was, for the release that wrote it."""
    with_cases = has_case(copied)
    before = step_of(copied)
    upgraded(copied)
    copy = copied / "g1" / "before-upgrade.db"
    assert copy.exists() == with_cases
    if not with_cases:
        return
    copy.replace(copied / "g1" / "vault.db")
    assert step_of(copied) == before
    with Vault.open(copied, PASSPHRASE, bring_up=migrate.bring_up) as vault, vault.database.reading() as connection:
        assert len(Cases(connection).timeline(CASE.id)) == ROWS
        assert [vault.read(item.id) for item in vault.items()] == [content_of(number) for number in range(ITEMS)]


def test_a_kill_at_some_moment_loses_nothing(copied: Path) -> None:
    """Killed again and again while it opens, the vault is whole each time, and in the end it is brought up."""
    with_cases = has_case(copied)
    command = [sys.executable, "-B", "-m", "tests.store.upgrading", str(copied)]
    for moment in range(8):
        hurt = copied.with_name(f"hurt-{moment}")
        shutil.copytree(copied, hurt)
        process = subprocess.Popen([*command[:-1], str(hurt)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        time.sleep(0.3 + moment * 0.02)
        process.send_signal(signal.SIGKILL)
        said, _nothing = process.communicate()
        assert_whole(hurt, said.split(), with_cases=with_cases)


@pytest.fixture(scope="module")
def counted(older: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How often an undisturbed run makes each call."""
    home = tmp_path_factory.mktemp("counted")
    shutil.copytree(older, home / "vault")
    done = upgraded(home / "vault", *traced(home, ",".join(CALLS)))
    assert done.returncode == 0, done.stderr
    made = re.findall(r"^\d+ +(\w+)\(", (home / "trace").read_text(errors="replace"), re.MULTILINE)
    return {call: made.count(call) for call in CALLS}


def traced(home: Path, calls: str, *more: str) -> list[str]:
    """Return the words that put a program under strace."""
    return ["strace", "-f", "--seccomp-bpf", "-qq", "-o", str(home / "trace"), "-e", f"trace={calls}", *more]


@pytest.mark.soak
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_nothing_is_lost_when_a_call_fails_during_the_step(
    older: Path, counted: dict[str, int], tmp_path: Path, call: str, fault: str
) -> None:
    """One call fails, or the program is killed there, at each place in turn: nothing is lost, and it is brought up later."""
    with_cases = has_case(older)
    places = range(1, counted[call] + 1)
    assert places
    places_hit = sorted(random.Random(f"{call} {fault}").sample(places, min(PLACES, len(places))))
    for place in places_hit:
        home = tmp_path / str(place)
        home.mkdir()
        shutil.copytree(older, home / "vault")
        hurt = upgraded(home / "vault", *traced(home, call, "-e", f"inject={call}:{FAULTS[fault]}:when={place}"))
        assert hurt.returncode in (0, 3, -9, 137), hurt.stderr
        assert_whole(home / "vault", hurt.stdout.split(), with_cases=with_cases)
        shutil.rmtree(home)
    print(f"R9: {call} {fault} {step_of(older)}: {len(places_hit)} places")
