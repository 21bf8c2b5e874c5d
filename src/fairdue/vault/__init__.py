"""The vault's front door: sealed originals, custody entries, proofs; who opens it and when is for app to say."""

from fairdue.kernel.errors import MissingExtra

try:
    from fairdue.vault.absorbing import absorb
    from fairdue.vault.backup import make as make_backup
    from fairdue.vault.backup import restore
    from fairdue.vault.check import compare, verify
    from fairdue.vault.keys import Cost
    from fairdue.vault.rekeying import rekey
    from fairdue.vault.rescuing import rescue
    from fairdue.vault.unit import Work
    from fairdue.vault.vault import Created, Vault
except ModuleNotFoundError as error:
    if (error.name or "fairdue").startswith("fairdue"):
        raise
    raise MissingExtra(extra="vault", package=error.name) from error

__all__ = [
    "Cost",
    "Created",
    "Vault",
    "Work",
    "absorb",
    "compare",
    "make_backup",
    "rekey",
    "rescue",
    "restore",
    "verify",
]
