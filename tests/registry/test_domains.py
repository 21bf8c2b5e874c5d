"""How the host of a link relates to official ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.records.registry import Contact, Hotline, Lender, Registry
from fairdue.registry.domains import Domains, _plainly_registrable, defang, host_of
from tests.registry.real import real_registry

DOMAINS = Domains(real_registry())

OFFICIAL = [
    ("https://www.icbc.com.cn/page", "icbc.com.cn"),
    ("hqd.mucfc.com", "mucfc.com"),
    ("http://zxgk.court.gov.cn/", "court.gov.cn"),
    ("www。icbc。com。cn", "icbc.com.cn"),
    ("ＷＷＷ．ＣＣＢ．ＣＯＭ", "ccb.com"),
    ("http://pay.weixin.qq.com/x", "pay.weixin.qq.com"),
]


@pytest.mark.parametrize(("url", "domain"), OFFICIAL)
def test_listed_domain_and_what_lies_under_it_is_official(url: str, domain: str) -> None:
    """A host is official when it is a shown domain, lies under one, or under a suffix only the state can register."""
    reading = DOMAINS.read(url)
    assert (reading.relation, reading.domain) == ("official", domain)


IMITATIONS = [
    ("icbc-login.top", "icbc.com.cn"),
    ("www.icbc.com.cn.login.top/a", "icbc.com.cn"),
    ("http://icbc.com.cn@evil.top/", "icbc.com.cn"),
    ("icbc-com-cn.top", "icbc.com.cn"),
    ("wap.icbckn.com", "icbc.com.cn"),
    ("a1ipay.com", "alipay.com"),
    ("\u0430lipay.com", "alipay.com"),
    ("alipay.top", "alipay.com"),
    ("bankcornm.com", "bankcomm.com"),
    ("meituam.com", "meituan.com"),
    ("ctiicbank.com", "citicbank.com"),
    ("boc-login.cn", "boc.cn"),
    ("95588.xyz", "95588"),
    ("95590.top", "95590"),
    ("9559o.cn", "95590.cn"),
    ("wap-95590.cn", "95590"),
    ("ecitic.top", "citicbank.com"),
    ("www.95588-vip.com", "95588"),
    ("12368-court.top", "12368"),
    ("court-gov.cn", "gov.cn"),
]


@pytest.mark.parametrize(("url", "resembles"), IMITATIONS)
def test_imitation_names_what_it_imitates(url: str, resembles: str) -> None:
    """A look-alike is told apart by confusable letters, slips, borrowed names and borrowed short numbers."""
    reading = DOMAINS.read(url)
    assert (reading.relation, reading.resembles) == ("look-alike", resembles)


INNOCENT = [
    ("bosch.com", "shares four letters with a bank"),
    ("hfbank.com.cn", "another real bank, one letter away"),
    ("jlbank.com.cn", "another real bank"),
    ("bankofnanjing.com.cn", "a bank not listed under this domain"),
    ("12321.cn", "the same number under an ending its holder keeps"),
    ("95598.cn", "a service number one digit from a listed one is another firm's"),
    ("www.95598.com.cn", "the same below another common ending"),
    ("95568.cn", "digits that look alike are other numbers all the same"),
    ("ecitic.com", "the telling part of one listed name, one letter from another listed name"),
    ("alipay.com.cn", "the same name under an ending its holder keeps"),
    ("icbccs.com.cn", "a real firm that shares part of the name, vetted ending"),
    ("e95555.cn", "a number after a letter that gives nothing away"),
    ("weixin.qq.com", "same owner, other host"),
    ("www.baidu.com", "unrelated"),
    ("example.com", "unrelated"),
    ("localhost", "no domain"),
    ("192.0.2.1", "an address"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("url", "because"), INNOCENT)
def test_innocent_host_is_unknown_not_accused(url: str, because: str) -> None:
    """A host that is neither listed nor an imitation is unknown."""
    assert DOMAINS.read(url).relation == "unknown", because


@pytest.mark.parametrize("ending", ["cn", "com", "com.cn", "net"])
def test_no_service_number_under_a_common_ending_is_an_imitation(ending: str) -> None:
    """95xxx and 96xxx are handed out one by one; what is not listed is unknown, however near a listed one."""
    read = {DOMAINS.read(f"{number}.{ending}").relation for number in range(95000, 97000)}
    assert read <= {"official", "unknown"}


@pytest.mark.parametrize("url", ["http://t.cn/A6xYz", "dwz.cn/abc", "HTTPS://BIT.LY/x"])
def test_short_link_hides_where_it_leads(url: str) -> None:
    """Known short-link services are named as such."""
    assert DOMAINS.read(url).relation == "short-link"


def test_unshown_domain_is_not_official() -> None:
    """A domain that may not be shown lends no official standing, nor anything to imitate."""
    lender = Lender("a", "甲", "", "bank", (), (), (), (Contact("jiabank.example.com", "low", False),), "active", "low")
    line = Hotline("b", "yi.example.org", "乙", "", "", "", "", "", "low", False)
    domains = Domains(Registry((lender,), (line,), (), (), ()))
    assert [domains.read(url).relation for url in ("jiabank.example.com", "yi.example.org")] == ["unknown", "unknown"]


INERT = [
    ("https://ex.ample/pay.html", "hxxps://ex[.]ample/pay.html"),
    ("t.cn/A1", "t[.]cn/A1"),
    ("http：／／a。cn", "hxxp：／／a[.]cn"),
]


@pytest.mark.parametrize(("url", "inert"), INERT)
def test_defanged_link_is_no_link(url: str, inert: str) -> None:
    """A defanged link keeps its letters and cannot be opened by a slip."""
    assert defang(url) == inert


@given(st.text(max_size=120))
def test_any_text_can_be_read_as_a_link(url: str) -> None:
    """Any text gives a reading whose host has no user, port, path or blank at its ends."""
    reading = DOMAINS.read(url)
    assert reading.relation in ("official", "look-alike", "short-link", "unknown")
    assert host_of(url) == reading.host


@given(st.from_regex(r"[a-z]{3,12}\.(com|cn|top)(/[a-z.]{0,8})?", fullmatch=True))
def test_defanging_leaves_no_dot_in_the_host(url: str) -> None:
    """Every dot of the host is in brackets."""
    host = defang(url).split("/")[0]
    assert "." not in host.replace("[.]", "")


LABELS = st.text("abcx0-", min_size=1, max_size=6).filter(lambda label: label[0] != "-" and label[-1] != "-")
ENDINGS = st.sampled_from(["com", "net", "top", "cn", "com.cn", "gov.cn", "bj.cn", "xyz", "cc", "info", "hk", "co.uk"])


@given(st.lists(LABELS, min_size=0, max_size=3), ENDINGS)
def test_the_quick_cut_agrees_with_the_suffix_list(labels: list[str], ending: str) -> None:
    """Where the registrable domain is cut without the list, the list says the same."""
    from tldextract import TLDExtract

    host = ".".join([*labels, ending])
    quick = _plainly_registrable(host)
    found = TLDExtract(suffix_list_urls=(), cache_dir=None)(host)
    assert quick in ("", f"{found.domain}.{found.suffix}" if found.domain and found.suffix else "")
