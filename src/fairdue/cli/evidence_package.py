"""`fairdue evidence verify PACKAGE`: check an evidence package handed in, exhibit by exhibit; it needs no vault."""

from __future__ import annotations

from pathlib import Path

import click

from fairdue.app.check_package import CheckedPackage, as_document, check_path
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.check_words import KINDS, SIGNERS, WHOLE, package_lines
from fairdue.cli.evidence_export import PACKAGE_PASSPHRASE
from fairdue.cli.setting import Setting, print_json, tell
from fairdue.cli.unlocking import ask
from fairdue.kernel.errors import VaultDamaged


def check_package(setting: Setting, path: Path, *, as_json: bool) -> None:
    """Check a package and say what was found; ends with the code of damage where something is wrong."""
    checked = check_path(path, lambda: ask(setting, None, PACKAGE_PASSPHRASE, _("这个包的口令")))
    if as_json:
        print_json(as_document(checked))
    else:
        for one in checked:
            _tell(setting, one)
        tell(setting.say(_("核验通过，只说明没有改过。是谁发的、内容是不是真的，它不知道。是否采信，由法院认定。")))
    if not all(one.report.ok for one in checked):
        raise click.exceptions.Exit(VaultDamaged.exit_code)


def _tell(setting: Setting, checked: CheckedPackage) -> None:
    say, report = setting.say, checked.report
    exhibits, others = package_lines(report, setting.web)
    verdict = say(_("完好：和导出时一样。")) if report.ok else say(_("和导出时不一样，见下面。"))
    tell(f"{setting.web(KINDS[report.is_masked])}  {report.folder}  {verdict}")
    for line in exhibits:
        tell(f"  {line.label}  {line.name}  {'；'.join(line.wrong) or setting.web(WHOLE)}")
    for line in others:
        tell(f"  {line.label}  {'；'.join(line.wrong)}")
    if report.fingerprint:
        tell(say(_("签名公钥指纹：{fingerprint}")).format(fingerprint=report.fingerprint))
        tell(setting.web(SIGNERS[checked.signer]))
