"""A reader of the case pages: a vault of its own, its lock and one case, asked as a browser would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from fairdue.app.read_text import decode
from fairdue.vault import Cost
from fairdue.web.cases.desk import Desk
from fairdue.web.security import Launch, loopback_hosts
from fairdue.web.server import Services, create_app
from tests.vault.package.case_specimen import NOW, PASSPHRASE, reading
from tests.web.asking import PORT, Reader, Reply, answer_of

TEXT = "【某某优贷】我是王大力，13812345678。今天18点前不还，我们就联系你的家人和单位。"


@dataclass(frozen=True, slots=True)
class QuickCost(Cost):
    """A cost at which a passphrase is stretched in no time; for tests of everything else."""

    memory_kib: int = 8
    passes: int = 1
    lanes: int = 1


@dataclass
class Keeper:
    """Somebody at the case pages; `ticks` is the clock that the lock watches."""

    reader: Reader
    desk: Desk
    ticks: list[float]
    case: str = ""

    def post(self, path: str, upload: tuple[str, bytes] | None = None, **fields: str) -> Reply:
        """Send a form and follow where it leads."""
        return self._followed(self.reader.post(path, fields, upload))

    def get(self, path: str) -> Reply:
        """Ask for an address and follow where it leads."""
        return self._followed(self.reader.get(path))

    def _followed(self, reply: Reply) -> Reply:
        while reply.status == 303:
            reply = self.reader.get(reply.header("location").partition("#")[0])
        return reply

    def make(self) -> Keeper:
        """Make the vault and prove its recovery key."""
        page = self.post("/vault/new", passphrase=PASSPHRASE, again=PASSPHRASE).text
        key = "".join(re.findall(r"<span>([0-9A-Z]{5})</span>", page))
        assert self.post("/vault/prove", recovery=key).status == 200
        return self

    def open_case(self, title: str = "易贷那笔") -> Keeper:
        """Open a case."""
        self.case = self.reader.post("/cases", {"title": title}).header("location")
        return self

    def add(self, text: str = TEXT, **fields: str) -> Reply:
        """Keep a text as evidence."""
        return self.post(f"{self.case}/add", None, text=text, **fields)


def keeper(folder: Path) -> Keeper:
    """Return a reader whose vault does not exist yet."""
    launch, ticks = Launch(), [0.0]
    desk = Desk(lambda: folder / "vault", reading, lambda: NOW, lambda: ticks[0])
    services = Services(check=answer_of, decode=decode, desk=desk)
    reader = Reader(create_app(services, launch=launch, hosts=loopback_hosts(PORT)), launch)
    return Keeper(reader.open(), desk, ticks)
