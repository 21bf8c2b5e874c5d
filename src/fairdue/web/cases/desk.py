"""The vault as the page has it: absent, locked, waiting for its recovery key, or open in memory for one reader.

The passphrase is kept nowhere; the open vault is dropped when the reader locks it, and after a while without a click.
"""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Literal, cast

from fairdue.app import open_vault
from fairdue.app.keep_evidence import Given, Reading, add
from fairdue.app.show_demo import MESSAGES, Demo, make_demo
from fairdue.kernel.errors import FairDueError, VaultLocked
from fairdue.records.exhibit import Description
from fairdue.web.cases.errand import Errand
from fairdue.web.cases.forms import Typed

if TYPE_CHECKING:
    from fairdue.vault import Vault

IDLE_SECONDS: Final = 30 * 60
STOPPING_SECONDS: Final = 10
State = Literal["none", "locked", "unproven", "open"]


class Desk:
    """One reader's vault during one launch; methods may be called from any thread.

    `waiting` is a message the reader wants to keep and has not yet: it waits in memory while the vault is opened.
    """

    def __init__(
        self,
        folder: Callable[[], Path],
        reading: Callable[[], Reading],
        now: Callable[[], datetime],
        ticking: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep where the vault lies, how texts are read and judged, and the clocks; nothing is opened yet."""
        self._folder, self.reading, self.now, self._ticking = folder, reading, now, ticking
        self._turn = threading.RLock()
        self._vault: Vault | None = None
        self._demo: Demo | None = None
        self._used_at = 0.0
        self.recovery_key = ""
        self.looks_older = False
        self.waiting: Typed | None = None
        self.errand: Errand | None = None

    @property
    def folder(self) -> Path:
        """Return where the vault lies, or would."""
        return self._folder()

    @property
    def state(self) -> State:
        """Tell how the vault stands; one left alone too long is locked by asking."""
        with self._turn:
            self._lock_if_idle()
            if self._vault is not None:
                return "open" if self._vault.recovery_proven else "unproven"
        return "locked" if open_vault.is_there(self.folder) else "none"

    def vault(self) -> Vault:
        """Return the open vault; raises VaultLocked."""
        with self._turn:
            self._lock_if_idle()
            if self._vault is None:
                raise VaultLocked()
            self._used_at = self._ticking()
            return self._vault

    def create(self, passphrase: str) -> None:
        """Make a vault; its recovery key is shown until it was typed back. Raises what `open_vault.create` raises."""
        with self._turn:
            made = open_vault.create(self.folder, passphrase, self.now())
            self.recovery_key = made.recovery_key
            self._take(made.vault)

    def unlock(self, passphrase: str) -> None:
        """Open the vault; raises WrongPassphrase and what else keeps it from opening."""
        with self._turn:
            if self._vault is None:
                self._take(open_vault.open_vault(self.folder, passphrase))

    def recover(self, recovery_key: str, passphrase: str) -> None:
        """Open the vault by its recovery key under a new passphrase; raises WrongRecoveryKey, WeakPassphrase."""
        with self._turn:
            waiting = self.waiting
            self.lock()
            self.waiting = waiting
            self._take(open_vault.recover(self.folder, recovery_key, passphrase, self.now()))

    def renew(self, passphrase: str) -> None:
        """Make another recovery key for one that was never written down; raises WrongPassphrase."""
        self.recovery_key = self.vault().renew_recovery(passphrase, at=self.now())

    def prove(self, typed: str) -> None:
        """Check the recovery key as typed from paper; raises WrongRecoveryKey."""
        self.vault().prove_recovery(typed)
        self.recovery_key = ""

    def begin_demo(self) -> None:
        """Open a throw-away vault with a composed case; locking it, or the end of the program, removes it."""
        with self._turn:
            self.lock()
            demo = make_demo(self.now())
            atexit.register(demo.throw_away)
            for name, text in MESSAGES:
                given = Given(text.encode(), f"{name}.txt", "demo", Description(name=name, source="编写的例子"), "sms")
                add(demo.vault, demo.case, given, self.reading(), self.now())
            self._vault, self._demo, self._used_at = demo.vault, demo, self._ticking()

    @property
    def is_demo(self) -> bool:
        """Tell whether what is open is the throw-away demonstration."""
        return self._demo is not None

    def begin(self, errand: Errand) -> None:
        """Take a long look up in place of the last one, which is stopped."""
        with self._turn:
            self.drop_errand()
            self.errand = errand

    def drop_errand(self) -> None:
        """Stop a long look where one goes on, and forget what it found."""
        errand, self.errand = self.errand, None
        if errand is not None:
            errand.stop()
            errand.wait(STOPPING_SECONDS)

    def spool(self) -> BinaryIO:
        """Open a file for what is only on its way through, on the vault's disk, without a name and encrypted."""
        from fairdue.vault.package.spool import Spool

        return cast(BinaryIO, Spool(self.vault().place.folder))

    def lock(self) -> None:
        """Sign the journal and close the vault; nothing of it stays in memory."""
        with self._turn:
            self.drop_errand()
            vault, self._vault = self._vault, None
            self.recovery_key, self.waiting = "", None
            demo, self._demo = self._demo, None
            if demo is not None:
                atexit.unregister(demo.throw_away)
                demo.throw_away()
            elif vault is not None:
                with suppress(FairDueError):  # closed either way; what it could not sign now it signs next time
                    open_vault.close(vault, self.now())

    def _take(self, vault: Vault) -> None:
        self._vault, self._used_at = vault, self._ticking()
        self.looks_older = open_vault.looks_older(vault)

    def _lock_if_idle(self) -> None:
        if self._vault is not None and self._ticking() - self._used_at > IDLE_SECONDS:
            self.lock()
