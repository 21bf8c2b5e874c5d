"""A case with a text, a picture and a recording in a vault of its own, and a package of it, for tests to look at."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from fairdue.app import export_package, keep_case, keep_evidence
from fairdue.app.export_package import Exported, Wanted
from fairdue.app.read_text import decode
from fairdue.records.assessment import Assessment, Finding, Genuineness, Message, MessageFacts
from fairdue.records.case import Case, Party
from fairdue.records.exhibit import Description
from fairdue.records.law import Citation
from fairdue.store.migrate import bring_up
from fairdue.vault import Cost, Vault

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=timezone(timedelta(hours=8)))
PASSPHRASE = "雨天带伞 吃过早饭"
COLLECTOR, MOTHER = "王大力", "刘桂花"
PHONE, MOTHERS_PHONE, ACCOUNT, ID_CARD = "13812345678", "13900001111", "6222021234567890123", "11010119900101123X"
THREAT = "我们就联系你的家人和单位"
TEXT = (
    f"【某某优贷】我是{COLLECTOR}，电话{PHONE}。今天18点前不还5820.50元，{THREAT}，还要上门抓你。"
    f"你母亲{MOTHER} {MOTHERS_PHONE}，身份证{ID_CARD}，转到{ACCOUNT}。"
)
SECRETS = (COLLECTOR, MOTHER, PHONE, MOTHERS_PHONE, ACCOUNT, ID_CARD)


@dataclass(frozen=True)
class Made:
    """An open vault with one case in it."""

    vault: Vault
    case: Case


def read_text(data: bytes, name: str) -> str:
    """Decode as the doors do."""
    return decode(data, name).text


def assess(message: Message) -> Assessment:
    """See a threat wherever relatives are named, without a pack."""
    start = message.text.find(THREAT)
    citation = Citation("p-threat", "某法", "第五十条", "suspected-unlawful", NOW.date())
    found = Finding(
        "threat",
        "threat",
        "suspected-unlawful",
        "serious",
        THREAT,
        start,
        start + len(THREAT),
        "涉嫌恐吓。",
        (citation,),
    )
    return Assessment(
        kind="collection",
        kind_confidence=0.9,
        stage=None,
        genuineness=Genuineness("cannot-tell", 0.3, ()),
        findings=(found,) if start >= 0 else (),
        facts=MessageFacts(),
        third_party=None,
        missing=(),
    )


def reading() -> keep_evidence.Reading:
    """Join the decoder of the doors and rules of our own."""
    return keep_evidence.Reading(read_text, assess, lambda: "1")


def new_vault(folder: Path) -> Vault:
    """Make a vault with the tables of the case file, ready to keep things."""
    quick = Cost(memory_kib=8, passes=1, lanes=1)
    vault, recovery_key = Vault.create(folder, PASSPHRASE, at=NOW, cost=quick, bring_up=bring_up)
    vault.prove_recovery(recovery_key)
    return vault


def new_case(folder: Path) -> Made:
    """Make a vault with a case of two people and three exhibits; one finding of the first is confirmed."""
    vault = new_vault(folder)
    case = keep_case.new_case(vault, "网贷", NOW)
    for party in (Party("", "collector", COLLECTOR, (PHONE,)), Party("", "third-person", MOTHER, (MOTHERS_PHONE,))):
        keep_case.add_party(vault, case, party, NOW)
    said = Description(
        name=f"{COLLECTOR}的短信",
        source="本人手机收到",
        proves="以告诉家人相威胁",
        original_at="本人手机",
        sender=PHONE,
    )
    kept = add(Made(vault, case), TEXT.encode(), f"短信 {COLLECTOR}.txt", said)
    keep_evidence.decide(vault, case, "E0001", kept.findings[0].id, "confirmed", NOW)
    add(Made(vault, case), picture(), f"截图 {PHONE}.jpg", Description(name="聊天截图"))
    add(Made(vault, case), b"ID3" + bytes(range(256)) * 40, "录音.mp3", Description(name="通话录音"))
    return Made(vault, case)


def add(made: Made, content: bytes, name: str, said: Description) -> keep_evidence.Kept:
    """Seal one item in the case."""
    given = keep_evidence.Given(content, name, "file", said, "sms")
    return keep_evidence.add(made.vault, made.case, given, reading(), NOW)


def picture() -> bytes:
    """Make a small photograph that says in its metadata where it was taken and by whom."""
    from PIL import Image

    image = Image.new("RGB", (300, 400), "#eef4ff")
    about = Image.Exif()
    about[0x010E], about[0x013B] = f"chat with {PHONE}", "Wang Dali canary"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=about)
    return out.getvalue()


def export(made: Made, folder: Path, *labels: str, **wishes: object) -> Exported:
    """Export a package of some exhibits, of all three by default."""
    wanted = Wanted(labels or ("E0001", "E0002", "E0003"), **wishes)  # type: ignore[arg-type]  # named by the tests
    return export_package.export_folder(made.vault, made.case, wanted, folder, read_text, NOW)
