"""A program that uses a vault in every way once and says through its standard output what was acknowledged.

Usage: python -m tests.vault.faults.worker FOLDER. Ends with 3 where the disk refused, in our own words.
"""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path

from fairdue.kernel.errors import DiskRefused, VaultBusy, VaultDamaged
from fairdue.vault import Vault
from tests.vault.faults.workload import Acknowledged, Workload
from tests.vault.specimen import PASSPHRASE


def say(known: Acknowledged) -> None:
    """Tell what was acknowledged."""
    content = pickle.dumps(known)
    os.write(1, len(content).to_bytes(4, "big") + content)


def heard(said: bytes) -> Acknowledged:
    """Read the last thing that was said in full."""
    known = Acknowledged()
    while len(said) >= 4 and len(said) >= 4 + (size := int.from_bytes(said[:4], "big")):
        known = pickle.loads(said[4 : 4 + size])  # noqa: S301  (our own child wrote it)
        said = said[4 + size :]
    return known


def main() -> None:
    """Run the workload, with export, backup and re-keying."""
    try:
        load = Workload(Vault.open(Path(sys.argv[1]), PASSPHRASE), tell=say)
        load.run()
        load.prove()
        load.back_up()
        load.rekey()
        load.one_by_one(1)
        load.vault.close()
    except (DiskRefused, VaultDamaged, VaultBusy) as refused:
        print(refused, file=sys.stderr)
        sys.exit(3)


if __name__ == "__main__":
    main()
