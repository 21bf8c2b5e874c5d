"""One long look that goes on while the reader waits: how far it is, how it ended, and a way to stop it; it decides nothing."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, Final, Literal

from fairdue.kernel.errors import FairDueError

What = Literal["vault", "package"]
_LOG: Final = logging.getLogger("uvicorn.error")  # where any other mishap of the page is told, for whoever runs it
Look = Callable[[Callable[[int, int], None]], Any]


class Stopped(Exception):
    """The reader stopped it, or locked the vault."""


class Errand:
    """A look in a thread of its own. `found` is what it came back with, `error` why it could not.

    `what` is looked at; `name` is what the reader calls it, empty for the vault.
    """

    def __init__(self, what: What, look: Look, name: str = "", at_end: Callable[[], None] = lambda: None) -> None:
        """Begin at once; `look` gets a function to be told how far it is, which ends it when it was stopped."""
        self.what, self.name = what, name
        self.done, self.total = 0, 0
        self.found: Any = None
        self.error: FairDueError | None = None
        self.was_stopped = False
        self._stop = threading.Event()
        self._look, self._at_end = look, at_end
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Tell whether it has ended, however it did."""
        return not self._thread.is_alive()

    @property
    def percent(self) -> int:
        """Return how far it is, in whole percent."""
        return min(100, 100 * self.done // self.total) if self.total else 0

    def wait(self, seconds: float) -> None:
        """Wait for its end, at most so long."""
        self._thread.join(seconds)

    def stop(self) -> None:
        """Ask it to end."""
        self._stop.set()

    def _told(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self._stop.is_set():
            raise Stopped

    def _run(self) -> None:
        try:
            self._told(0, 0)
            self.found = self._look(self._told)
        except Stopped:
            self.was_stopped = True
        except FairDueError as error:
            self.error = error
        except Exception as error:  # the vault was closed meanwhile, or the disk went away: said as a mishap
            self.was_stopped = self._stop.is_set()
            if not self.was_stopped:
                self.error = FairDueError(what=type(error).__name__)
                _LOG.error("the check of a %s broke off", self.what, exc_info=error)
        finally:
            self._at_end()
