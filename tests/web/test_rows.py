"""The forms for dated rows: every kind is written down as typed, and what will not do comes back beside its field."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.asking import visible
from tests.web.case_asking import Keeper, QuickCost, keeper


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember checkpoints in a folder of the test."""
    monkeypatch.setenv("FAIRDUE_STATE", str(tmp_path / "state"))
    monkeypatch.setattr("fairdue.vault.keys.Cost", QuickCost)


@pytest.fixture
def kept(tmp_path: Path) -> Keeper:
    """A reader with one case, one person and one exhibit."""
    return _kept(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Keeper:
    """Such a reader for all that writes nothing, or nothing that another test looks at."""
    return _kept(tmp_path_factory.mktemp("rows"))


def _kept(folder: Path) -> Keeper:
    made = keeper(folder).make().open_case()
    made.post(f"{made.case}/person", person="王经理", role="collector")
    made.add(name="短信")
    return made


WRITTEN: list[tuple[str, dict[str, str], str]] = [
    (
        "payment",
        {
            "amount_fen": "１，２００.５元",
            "on": "2026年11月20日",
            "payee": "王某",
            "method": "银行转账",
            "words": "被逼的",
        },
        "2026-11-20 还款 ¥1,200.50，王某，银行转账被逼的",
    ),
    ("payment", {"amount_fen": "伍佰元整"}, "2026-11-21 还款 ¥500.00"),
    (
        "offer",
        {
            "direction": "received",
            "amount_fen": "1.5万",
            "instalments": "12",
            "reply": "refused",
            "reply_on": "2026-11-21",
        },
        "2026-11-21 还款提议 对方发来，¥15,000.00，分 12 期，没有接受",
    ),
    ("offer", {"direction": "sent", "on": "2026-11-01"}, "2026-11-01 还款提议 我发出，没有答复"),
    (
        "agreement",
        {"agreed_on": "hours", "until": "2027-01-01", "words": "晚上八点以后不打"},
        "2026-11-21 约定 联系的钟点，到 2027-01-01 为止晚上八点以后不打",
    ),
    (
        "refusal",
        {"refused": "contact-others", "told_by": "sms", "on": "2026-11-10"},
        "2026-11-10 我提出的要求 不要联系别人，短信",
    ),
    ("deadline", {"what": "交答辩状", "on": "2026-12-01", "source": "传票"}, "快到的期限 2026-12-01 交答辩状 传票"),
    (
        "deadline",
        {"what": "交答辩状", "on": "2026-11-20", "done_on": "2026-11-19"},
        "2026-11-20 期限 交答辩状，2026-11-19 办完",
    ),
    (
        "account-check",
        {"where": "app", "showed": "overdue", "amount_fen": "5820.50"},
        "2026-11-21 自己查账户 官方 App，显示逾期，¥5,820.50",
    ),
    (
        "document",
        {"title": "律师函", "direction": "received", "issuer": "某律师事务所"},
        "2026-11-21 文件 律师函，对方发来，某律师事务所",
    ),
]


@pytest.mark.parametrize(
    ("kind", "fields", "line"), WRITTEN, ids=[f"{kind}-{len(fields)}" for kind, fields, _ in WRITTEN]
)
def test_a_row_is_written_down(shared: Keeper, kind: str, fields: dict[str, str], line: str) -> None:
    """What was typed, in whatever way people write sums and days, stands on the page of the case."""
    page = shared.post(f"{shared.case}/write/{kind}", None, **fields)
    assert page.status == 200 and "记下了" in page.text
    assert line in visible(page.text)


REFUSED: list[tuple[str, dict[str, str], dict[str, str]]] = [
    ("payment", {}, {"amount_fen": "这里还空着"}),
    ("payment", {"amount_fen": "很多"}, {"amount_fen": "不是金额"}),
    ("payment", {"amount_fen": "0"}, {"amount_fen": "不能是零"}),
    ("payment", {"amount_fen": "-5"}, {"amount_fen": "负数"}),
    ("payment", {"amount_fen": "1.005"}, {"amount_fen": "比分还细"}),
    ("payment", {"amount_fen": "9" * 14}, {"amount_fen": "太大"}),
    ("payment", {"amount_fen": "5", "on": "2026-02-30"}, {"on": "没有「2026-02-30」这一天"}),
    ("payment", {"amount_fen": "5", "on": "昨天"}, {"on": "不是日期"}),
    ("payment", {"amount_fen": "5", "on": "2026-11-22"}, {"on": "还没有到"}),
    ("payment", {"amount_fen": "x", "on": "x"}, {"amount_fen": "不是金额", "on": "不是日期"}),
    ("offer", {"amount_fen": "5"}, {"direction": "还没有选"}),
    ("offer", {"direction": "sideways"}, {"direction": "还没有选"}),
    ("offer", {"direction": "sent", "instalments": "1000"}, {"instalments": "1-600"}),
    ("offer", {"direction": "sent", "reply_on": "2026-11-20"}, {"reply_on": "还早"}),
    ("offer", {"direction": "sent", "reply_on": "2026-11-29"}, {"reply_on": "还没有到"}),
    ("agreement", {"words": "说好了"}, {"agreed_on": "还没有选"}),
    ("agreement", {"agreed_on": "hours", "until": "2026-11-01"}, {"until": "还早"}),
    ("refusal", {}, {"refused": "还没有选"}),
    ("deadline", {}, {"what": "这里还空着", "on": "这里还空着"}),
    ("deadline", {"what": "x", "on": "2026-12-01", "done_on": "2026-12-02"}, {"done_on": "还没有到"}),
    ("account-check", {"where": "app"}, {"showed": "还没有选"}),
    ("document", {"direction": "sent"}, {"title": "这里还空着"}),
]


@pytest.mark.parametrize(
    ("kind", "fields", "problems"), REFUSED, ids=[f"{k}-{'-'.join(p)}-{n}" for n, (k, _, p) in enumerate(REFUSED)]
)
def test_what_will_not_do_comes_back_as_typed(
    shared: Keeper, kind: str, fields: dict[str, str], problems: dict[str, str]
) -> None:
    """Each problem stands beside its field, everything typed is still there, and nothing was written."""
    before = shared.get(shared.case).text.count('<li id="row-')
    page = shared.post(f"{shared.case}/write/{kind}", None, **{"words": "我写的话", **fields})
    assert page.status == 422 and "你填的都还在" in page.text
    for name, words in problems.items():
        beside = page.text.partition(f'id="{name}-problem"')[2].partition("</p>")[0]
        assert words in beside, (name, beside)
        assert f'href="#{name}"' in page.text
    assert page.text.count('aria-invalid="true"') == len(problems)
    for typed in fields.values():
        assert (
            f'"{typed}"' in page.text or f">{typed}" in page.text or typed in ("sideways",) or f"\n{typed}" in page.text
        )
    assert shared.get(shared.case).text.count('<li id="row-') == before


def test_a_row_names_its_person_and_its_exhibit(kept: Keeper) -> None:
    """Both are chosen from what the case holds; a forged person comes back beside the field, a forged exhibit is none."""
    form = kept.get(f"{kept.case}/write/payment").text
    person = form.partition('id="party"')[2].partition('value="')[2].partition('value="')[2].partition('"')[0]
    page = kept.post(f"{kept.case}/write/payment", amount_fen="5", party=person, evidence="E0001")
    assert "¥5.00 王经理" in visible(page.text)
    assert kept.post(f"{kept.case}/write/payment", amount_fen="5", party="nobody").status in (404, 422)
    assert kept.post(f"{kept.case}/write/payment", amount_fen="5", evidence="E0099").status == 200


def test_there_is_no_form_for_what_is_no_row(kept: Keeper) -> None:
    """An address with another word is not found, for a reader as for a writer."""
    for kind in ("contact", "x", "PAYMENT"):
        assert kept.get(f"{kept.case}/write/{kind}").status == 404
        assert kept.post(f"{kept.case}/write/{kind}", amount_fen="5").status == 404


def test_a_locked_vault_keeps_the_forms_shut(kept: Keeper) -> None:
    """Form and search show the lock instead."""
    kept.post("/vault/lock")
    for path in (f"{kept.case}/write/payment", "/cases/find"):
        reply = kept.reader.post(path, {"amount_fen": "5", "words": "单位"})
        assert reply.status == 403 and "口令" in reply.text


def test_a_role_is_chosen_not_guessed(kept: Keeper) -> None:
    """Somebody without a role comes back with name, numbers and tick as they were."""
    page = kept.post(f"{kept.case}/person", person="某某公司", reached_at="95001", is_organisation="yes")
    assert page.status == 422 and "请选他是什么人" in page.text
    assert 'value="某某公司"' in page.text and 'value="95001"' in page.text and "checked" in page.text


def test_a_long_report_is_kept_whole(kept: Keeper) -> None:
    """What somebody says of a call or of an agreement is not cut, however long."""
    words = "说" * 5000 + "完"
    kept.post(f"{kept.case}/contact", channel="call", said=words)
    kept.post(f"{kept.case}/write/agreement", agreed_on="other", words=words)
    assert kept.get(kept.case).text.count(words) == 2


def test_words_are_found_with_what_stands_around_them(kept: Keeper) -> None:
    """A hit in evidence shows the passage of its text, marked; the address holds no word; no hit says so."""
    page = kept.post("/cases/find", words="家人 单位")
    assert (
        "我们就联系你的<mark>家人</mark>和<mark>单位</mark>" in page.text and f'href="{kept.case}/E0001"' in page.text
    )
    assert "没有找到" in kept.post("/cases/find", words="没有这个词").text
    assert "请写上要找的词" in kept.post("/cases/find", words="  ").text
    assert kept.reader.get("/cases/find?words=x").header("location") == "/cases"
    other = kept.open_case("另一笔").case
    assert "没有找到" in kept.post("/cases/find", words="家人", case=other.rpartition("/")[2]).text
    assert kept.post("/cases/find", words="家人", case="nobody").status == 404


def test_a_found_row_is_led_to(kept: Keeper) -> None:
    """The address of a hit in a row is that row on the page of its case, a deadline to come included."""
    kept.post(f"{kept.case}/note", words="<b>下午</b>又打来")
    kept.post(f"{kept.case}/write/deadline", what="交答辩状", on="2026-12-01")
    for words in ("下午", "答辩状"):
        page = kept.post("/cases/find", words=words).text
        address = page.partition(f'href="{kept.case}?all=yes#')[2].partition('"')[0]
        assert address and f'id="{address}"' in kept.get(f"{kept.case}?all=yes").text
    assert "&lt;b&gt;<mark>下午</mark>&lt;/b&gt;" in kept.post("/cases/find", words="下午").text


def test_the_same_bytes_are_said_to_have_come_again(kept: Keeper) -> None:
    """The custody record has one sealing; the second time is named as what it is, and the page says what was not used."""
    page = kept.add(name="另一个名字")
    assert "没有重复存" in page.text and "刚才填的说明没有用上" in page.text
    custody = page.text.partition("保管记录</summary>")[2]
    assert (custody.count("<bdi>封存</bdi>"), custody.count("<bdi>再次收到同一份")) == (1, 1)
