"""The case pages: the lock, the way from a text to a package, what stays out of reach, and that nothing lies about."""

from __future__ import annotations

import io
import logging
import re
import tempfile
import zipfile
from pathlib import Path

import pytest

from fairdue.vault import Vault
from fairdue.vault.rekeying import rekey
from fairdue.web.cases.desk import IDLE_SECONDS
from fairdue.web.security import UPLOAD_LIMIT
from tests.vault.package.case_specimen import NOW, PASSPHRASE, picture
from tests.web.asking import HOST, visible
from tests.web.case_asking import TEXT, Keeper, QuickCost, keeper
from tests.web.test_security import FORGED

HOSTILE = '<img src=x onerror="hurt=1">"\'><script>hurt=1</script>{{7*7}}\u202e'
CHANGING = (
    *(
        "/vault/new",
        "/vault/prove",
        "/vault/renew",
        "/vault/unlock",
        "/vault/recover",
        "/vault/lock",
        "/cases",
        "/keep",
        "/cases/find",
    ),
    *("CASE/note", "CASE/person", "CASE/add", "CASE/package", "CASE/contact", "CASE/E0001", "CASE/E0001/about"),
    *("CASE/write/payment", "CASE/write/deadline"),
)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is remembered outside the vault in the folder of the test, and stretch passphrases quickly."""
    monkeypatch.setenv("FAIRDUE_STATE", str(tmp_path / "state"))
    monkeypatch.setattr("fairdue.vault.keys.Cost", QuickCost)


@pytest.fixture
def kept(tmp_path: Path) -> Keeper:
    """A reader with an open vault, a case, and one exhibit with a finding."""
    made = keeper(tmp_path).make().open_case()
    assert made.add(name="短信", sender="13812345678").status == 200
    return made


def test_the_way_from_nothing_to_a_package(tmp_path: Path) -> None:
    """Make the vault, prove the key, keep a text, confirm beside it, write a note, export: every step by forms alone."""
    made = keeper(tmp_path)
    assert "建一个保险箱" in visible(made.get("/cases").text) and made.get("/cases").status == 200
    made.make().open_case()
    page = made.add(name="短信", proves="威胁").text
    assert "我们就联系你的家人和单位" in visible(page) and "还没核对" in page
    finding = re.findall(r'name="finding" value="(\w+)"', page)[0]
    page = made.post(f"{made.case}/E0001", finding=finding, number="1", decision="confirm").text
    assert "核对过，属实" in visible(page)
    page = visible(made.post(f"{made.case}/note", words="下午又打来", on="2026-11-20").text)
    assert "2026-11-20 笔记 下午又打来" in page
    reply = made.post(f"{made.case}/package", label="E0001")
    assert reply.header("content-type") == "application/zip" and "attachment" in reply.header("content-disposition")
    with zipfile.ZipFile(io.BytesIO(reply.body)) as archive:
        names = archive.namelist()
        assert "完整版/verify.py" in names and "遮盖版/data/派生/E0001_遮盖.txt" in names
        assert "王大力" not in archive.read("遮盖版/data/派生/E0001_遮盖.txt").decode()
        assert archive.read("完整版/data/原始/E0001_文字.txt").decode() == TEXT


def test_a_package_for_others_is_locked(kept: Keeper) -> None:
    """With a passphrase the archive is an age file, and its name says so."""
    reply = kept.post(f"{kept.case}/package", label="E0001", passphrase="雨伞和旧鞋另外说")
    assert reply.body.startswith(b"age-encryption.org") and TEXT.encode() not in reply.body
    assert reply.header("content-disposition").endswith(".zip.age")


@pytest.mark.parametrize("passphrase", ["伞", "1234567890", "啊" * 12])
def test_a_weak_lock_of_a_package_comes_back(kept: Keeper, passphrase: str) -> None:
    """The reason stands beside the passphrase, and what was chosen is still chosen."""
    page = kept.post(f"{kept.case}/package", label="E0001", passphrase=passphrase)
    assert page.status == 422 and 'id="passphrase-problem"' in page.text and "口令" in page.text
    assert 'value="E0001" checked' in page.text and passphrase not in page.text


@pytest.mark.parametrize("copies", ["abc", "0", "-1", "21", "1.5", "9" * 400])
def test_a_number_of_copies_nobody_can_mean_comes_back(kept: Keeper, copies: str) -> None:
    """The form says so beside the field, with the number as typed and the choice still made."""
    page = kept.post(f"{kept.case}/package", label="E0001", copies=copies)
    assert page.status == 422 and "份数读不懂" in page.text and f'value="{copies}"' in page.text
    assert 'value="E0001" checked' in page.text


def test_a_locked_vault_says_so_and_leads_back(kept: Keeper) -> None:
    """Every page of the cases asks for the passphrase, tells that nothing is lost, and goes on where the reader was."""
    wanted = (
        kept.case,
        f"{kept.case}/E0001",
        f"{kept.case}/add",
        f"{kept.case}/package",
        f"{kept.case}/E0001/original",
    )
    kept.post("/vault/lock")
    for path in ("/cases", *wanted):
        reply = kept.get(path)
        assert reply.status == 403
        assert "里面的东西都在" in visible(reply.text) and "短信" not in visible(reply.text).replace("短信、", "")
    assert kept.post(f"{kept.case}/note", words="x").status == 403
    wrong = kept.post("/vault/unlock", passphrase="不是这个口令", back_to=wanted[1])
    assert wrong.status == 403 and "口令不对" in visible(wrong.text) and wanted[1] in wrong.text
    page = kept.post("/vault/unlock", passphrase=PASSPHRASE, back_to=wanted[1])
    assert "王大力" in page.text
    assert kept.reader.post("/vault/unlock", {"back_to": "https://evil.example"}).header("location") == "/cases"


def test_the_vault_locks_itself(kept: Keeper) -> None:
    """After half an hour without a click the passphrase is asked for again; a click starts the half hour anew."""
    kept.ticks[0] = IDLE_SECONDS - 1
    assert kept.get("/cases").status == 200
    kept.ticks[0] += IDLE_SECONDS
    assert kept.get("/cases").status == 200
    kept.ticks[0] += IDLE_SECONDS + 1
    assert kept.get("/cases").status == 403


def test_the_recovery_key_opens_and_can_be_made_anew(tmp_path: Path) -> None:
    """A key never written down is replaced, nothing is kept before it is proven, and it opens the vault later."""
    made = keeper(tmp_path)
    made.post("/vault/new", passphrase=PASSPHRASE, again=PASSPHRASE)
    made.desk.lock()
    page = made.post("/vault/unlock", passphrase=PASSPHRASE).text
    assert "还差一步" in page and made.get("/cases").status == 403
    page = made.post("/vault/renew", passphrase=PASSPHRASE).text
    key = "".join(re.findall(r"<span>([0-9A-Z]{5})</span>", page))
    assert made.post("/vault/prove", recovery="00000").status == 403
    assert made.post("/vault/prove", recovery=key.lower()).status == 200
    made.open_case()
    made.post("/vault/lock")
    assert "不一样" in made.post("/vault/recover", recovery=key, passphrase="甲乙丙丁戊己庚辛", again="x").text
    assert (
        made.post("/vault/recover", recovery=key[::-1], passphrase="甲乙丙丁戊己庚辛", again="甲乙丙丁戊己庚辛").status
        == 403
    )
    assert (
        "易贷那笔"
        in made.post("/vault/recover", recovery=key, passphrase="甲乙丙丁戊己庚辛", again="甲乙丙丁戊己庚辛").text
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"passphrase": "短", "again": "短"}, "太短"),
        ({"passphrase": PASSPHRASE, "again": "别的"}, "不一样"),
        ({}, "太短"),
    ],
)
def test_a_passphrase_that_will_not_do_is_refused(tmp_path: Path, fields: dict[str, str], words: str) -> None:
    """Too short, or two that differ: said beside the field, nothing made, and nothing typed comes back."""
    made = keeper(tmp_path)
    reply = made.post("/vault/new", None, **fields)
    assert reply.status == 422 and words in reply.text
    assert not (tmp_path / "vault").exists() and f'value="{PASSPHRASE}"' not in reply.text


@pytest.mark.parametrize(
    ("fields", "upload", "words"),
    [
        ({}, None, "这里还空着"),
        ({"text": "x"}, ("a.txt", b"y"), "只留一样"),
        ({"text": "x", "on": "2026-02-30"}, None, "日期读不懂"),
        ({"text": "x", "at": "25:00", "on": "2026-02-20"}, None, "钟点读不懂"),
        ({"text": "x", "at": "09:00"}, None, "还缺日期"),
        ({"text": "x", "on": "2099-01-01"}, None, "还没到"),
        ({}, ("a.txt", b""), "什么也没有"),
    ],
)
def test_what_cannot_be_kept_comes_back(
    kept: Keeper, fields: dict[str, str], upload: tuple[str, bytes] | None, words: str
) -> None:
    """A form with a problem comes back with everything typed, and nothing was kept."""
    reply = kept.post(f"{kept.case}/add", upload=upload, name="我写的名字", **fields)
    assert reply.status == 422 and words in reply.text and "我写的名字" in reply.text
    assert kept.get(f"{kept.case}/E0002").status == 404


def test_a_long_text_is_kept_whole_or_refused(kept: Keeper) -> None:
    """What fits is sealed to the last character; what does not is refused, never cut."""
    words = "字" * 300_000
    kept.add(words, name="长")
    assert kept.get(f"{kept.case}/E0002/original").body == words.encode()
    reply = kept.post(f"{kept.case}/add", upload=("", b""), text="字" * 400_000)
    assert reply.status == 413 and "太长" in reply.text and "你填的都还在" not in reply.text
    assert kept.get(f"{kept.case}/E0003").status == 404


def test_a_name_that_turns_the_reading_is_spelled_out(kept: Keeper) -> None:
    """A file whose name pretends to be a picture is shown with the mark that turns it; an endless name is cut."""
    kept.post(f"{kept.case}/add", upload=("gpj\u202e.exe", b"abcd"))
    kept.post(f"{kept.case}/add", upload=("长" * 4096 + ".txt", b"efgh"))
    for path in (kept.case, f"{kept.case}/E0002", f"{kept.case}/package"):
        page = kept.get(path).text
        assert "\u202e" not in page and "gpj⟨U+202E⟩.exe" in page
    assert "长" * 150 not in kept.get(f"{kept.case}/E0003").text


def test_hostile_words_stay_words(kept: Keeper) -> None:
    """Markup in a title, a name, a text, a note, a person or a file name is shown as it is on every page."""
    kept.open_case(HOSTILE)
    kept.post(f"{kept.case}/add", upload=(HOSTILE.replace("/", "") + ".txt", (HOSTILE + TEXT).encode()), name=HOSTILE)
    kept.post(f"{kept.case}/note", words=HOSTILE)
    kept.post(f"{kept.case}/person", person=HOSTILE, reached_at=HOSTILE)
    for path in ("/cases", kept.case, f"{kept.case}/E0001", f"{kept.case}/package"):
        page = kept.get(path).text
        assert "<img" not in page and "<script>hurt" not in page and "49" not in re.findall(r"hurt.{0,40}", page)
        assert "&lt;img" in page or path == f"{kept.case}/package"


def test_an_original_is_handed_over_as_a_file(kept: Keeper) -> None:
    """A picture is never shown inside the page; taken out, it is the same bytes, an attachment in a sandbox."""
    page = kept.post(f"{kept.case}/add", upload=("截图.jpg", picture())).text
    assert "<img" not in page and "不在页面里打开" in page
    reply = kept.get(f"{kept.case}/E0002/original")
    assert reply.body == picture()
    assert reply.header("content-type") == "application/octet-stream"
    assert reply.header("content-disposition").startswith("attachment")
    assert "sandbox" in reply.header("content-security-policy")


def test_files_stay_in_memory_up_to_the_limit(kept: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of several megabytes never touches the folder for temporary files; one above the limit is refused in words."""

    def rolled(self: object) -> None:
        raise AssertionError("an upload was written to a temporary file")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", rolled)
    page = kept.post(f"{kept.case}/add", upload=("录音.mp3", b"ID3" + bytes(3_000_000)))
    assert page.status == 200 and "3,000,003" in page.text
    refused = kept.post(f"{kept.case}/add", upload=("a.bin", bytes(UPLOAD_LIMIT + 1)))
    assert refused.status == 413 and "太长" in refused.text


def test_another_program_at_the_vault_is_said_in_words(kept: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    """Busy, the step is refused and nothing lost; given another key meanwhile, the vault asks for its passphrase again."""
    monkeypatch.setattr("fairdue.vault.vault.WAIT_TRIES", 1)
    other = Vault.open(kept.desk.folder, PASSPHRASE)
    with other.unit_of_work(at=NOW):
        busy = kept.post(f"{kept.case}/note", words="等一等")
    assert busy.status == 423 and "另一个程序" in visible(busy.text) and "已经存好的都在" in visible(busy.text)
    assert kept.post(f"{kept.case}/note", words="等一等").status == 200
    rekey(other, PASSPHRASE, at=NOW).vault.close()
    assert kept.post(f"{kept.case}/note", words="又一句").status == 403
    assert kept.desk.state == "locked"


def test_a_call_is_written_down(kept: Keeper) -> None:
    """Day, hour, number and words of a call stand in the timeline; without saying how it came it comes back."""
    page = kept.post(f"{kept.case}/contact", said="说要来单位")
    assert page.status == 422 and "请选一个" in page.text and "说要来单位" in page.text
    page = kept.post(
        f"{kept.case}/contact", channel="call", sender="17000000000", happened_on="2026-11-20", at="22:30", connected="yes",
        said="说要来单位",
    )  # fmt: skip
    assert "2026-11-20 22:30 来电或信息 电话，对方发来，17000000000，接通说要来单位" in visible(page.text)
    assert kept.post(f"{kept.case}/contact", channel="sms", happened_on="2099-01-01").status == 422


def test_what_is_said_of_an_exhibit_can_be_filled_in_later(kept: Keeper) -> None:
    """The form shows what stands there, keeps what is changed, and the sealed original stays as it was."""
    before = kept.get(f"{kept.case}/E0001/original").body
    assert 'value="13812345678"' in kept.get(f"{kept.case}/E0001/about").text
    page = kept.post(f"{kept.case}/E0001/about", name="短信", proves="以告诉家人相威胁", on="2026-11-20", at="21:05")
    assert "以告诉家人相威胁" in page.text and "2026-11-20 21:05" in page.text
    assert kept.post(f"{kept.case}/E0001/about", name="短信", on="昨天").status == 422
    assert kept.get(f"{kept.case}/E0001/original").body == before


def test_the_demonstration_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says on every page what it is, is encrypted like any vault, and is gone with its folder once locked."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = keeper(tmp_path)
    page = made.post("/vault/demo")
    assert "这是演示" in visible(page.text) and "某某优贷" in page.text
    for path in ("/cases/000000000000", "/cases/000000000000/E0001", "/cases/000000000000/package"):
        assert "这是演示" in visible(made.get(path).text)
    (folder,) = tmp_path.glob("open-page-*")
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert files and not [data for data in files if "王经理".encode() in data]
    made.post("/vault/lock")
    assert not folder.exists() and made.desk.state == "none"


def test_an_answered_message_waits_to_be_kept(tmp_path: Path) -> None:
    """From an answer the message goes along through lock and passphrase into a case, and waits no longer once kept."""
    made = keeper(tmp_path).make().open_case()
    assert 'formaction="/keep"' in made.post("/answer", text=TEXT, sender="13812345678").text
    made.post("/vault/lock")
    assert made.post("/keep", text=TEXT, sender="13812345678", on="2026-11-20", channel="sms").status == 403
    page = made.post("/vault/unlock", passphrase=PASSPHRASE)
    assert "等着存" in visible(page.text) and f'href="{made.case}/add"' in page.text
    form = made.get(f"{made.case}/add").text
    assert TEXT in form and 'value="13812345678"' in form and 'value="2026-11-20"' in form
    made.add(sender="13812345678")
    assert "等着存" not in made.get("/cases").text


@pytest.mark.parametrize("path", CHANGING)
def test_forged_requests_change_nothing(kept: Keeper, path: str) -> None:
    """Every address that changes something refuses a form from anywhere else, in every disguise."""
    address = path.replace("CASE", kept.case)
    for _name, headers in FORGED:
        sent = [("host", HOST), ("cookie", kept.reader.cookie), ("content-type", "application/x-www-form-urlencoded")]
        reply = kept.reader.ask("POST", address, [*sent, *headers], b"title=x&passphrase=x&words=x&label=E0001")
        assert reply.status == 403
    assert kept.desk.state == "open"


def test_nobody_without_the_cookie_sees_anything(kept: Keeper) -> None:
    """The open vault is open to this launch's reader alone."""
    kept.reader.cookie = ""
    for path in ("/vault", "/cases", kept.case, f"{kept.case}/E0001/original"):
        reply = kept.reader.get(path)
        assert reply.status == 403 and "王大力" not in reply.text and "启动链接" in reply.text


@pytest.mark.parametrize(
    "path", ["/cases/00000000", "/cases/x%2F..", "/cases/00000000/E0001", "CASE/E0099", "CASE/../x", "CASE/note/x"]
)
def test_strange_addresses_are_not_found(kept: Keeper, path: str) -> None:
    """A case or exhibit nobody made is not there; no path leads out."""
    assert kept.get(path.replace("CASE", kept.case)).status == 404


def test_titles_say_nothing_of_debts(kept: Keeper) -> None:
    """Somebody looking at the tabs or the history learns nothing, not even the name of a case."""
    kept.open_case("欠款的事")
    pages = [kept.get(path).text for path in ("/cases", kept.case, f"{kept.case}/add", f"{kept.case}/package")]
    kept.post("/vault/lock")
    pages += [kept.get(path).text for path in ("/vault", "/vault/recover", "/cases")]
    for page in pages:
        (title,) = re.findall(r"<title>(.*?)</title>", page)
        assert title and not re.search("债|催|欠|贷|还款|debt|loan|FairDue|案", title, re.I)


def test_nothing_lies_about(kept: Keeper, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """No word, name or passphrase is in any file beside or inside the vault, nor in any log."""
    with caplog.at_level(logging.DEBUG):
        kept.open_case("canary-title")
        kept.add("canary-text 今天必须还", name="canary-name", sender="canary-sender")
        kept.post(f"{kept.case}/note", words="canary-note")
        kept.post(f"{kept.case}/write/deadline", what="canary-deadline", on="2026-12-01")
        assert "canary-" in kept.post("/cases/find", words="canary").text
        kept.post(f"{kept.case}/package", label="E0001", passphrase="canary-pass")
        kept.post("/vault/lock")
    for path in tmp_path.rglob("*"):
        assert "canary" not in path.name
        assert not path.is_file() or (
            b"canary" not in path.read_bytes() and PASSPHRASE.encode() not in path.read_bytes()
        )
    assert "canary" not in caplog.text and PASSPHRASE not in caplog.text


def test_english_words_around_the_readers_own(kept: Keeper) -> None:
    """The pages speak English where it was chosen; what the reader wrote stays as it is."""
    page = visible(kept.get(f"{kept.case}?lang=en").text)
    assert "Keep a piece of evidence" in page and "易贷那笔" in page and "存一份证据" not in page
