"""Offices of the state or of justice that a message speaks as or for; a mere "we may go to court" claims none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fairdue.kernel.beginnings import Beginnings
from fairdue.kernel.characters import HAN
from fairdue.kernel.expression import Expression
from fairdue.kernel.places import found_at
from fairdue.kernel.spans import Span, apart
from fairdue.records.assessment import Quoted

_NAMED = (
    "(?:国家|最高)?(?:公安局|公安厅|公安分局|派出所|经侦(?:大队|支队|总队)|刑侦(?:大队|支队)|刑警(?:大队|支队|队)|网警(?:大队|支队)?|反诈(?:骗)?中心|"
    "(?:高级|中级)?人民法院|仲裁委员会|仲裁院|仲裁中心|人民检察院|检察院|司法局|司法厅|司法所|"
    "(?:人民|诉前|诉调|金融|商事)?调解(?:委员会|中心)|银保监(?:会|局)|银监(?:会|局)|金融监(?:督)?管理?(?:总)?局|金融监管(?:总)?局|金融(?:工作)?办(?:公室)?|"
    "中国人民银行(?!卡)|征信中心|街道办(?:事处)?|居委会|居民委员会|村委会|村民委员会|税务局|社保局|人社局|医保局|劳动(?:监察)?局|公证处|执行局|"
    "通信管理局|互联网法院|网信办)"
)
_OFFICE = Expression(
    _NAMED + f"(?:{HAN}{{0,6}}(?:征信中心|分局|支行|分行|派出所|大队|支队|法庭|执行局))?",
    needs=(
        "公安", "派出所", "侦", "警", "诈", "院", "仲裁", "司法", "调解", "监", "金融", "人民银行", "征信中心", "街道办",
        "委", "局", "公证处", "网信办",
    ),
)  # fmt: skip
# With what a full name begins.
_BEGINS = Beginnings(
    """国家 最高 公安 公证 派出 经侦 刑侦 刑警 网警 网信 反诈 高级 中级 中国 人民 人社 仲裁 检察 司法 诉前 诉调 调解 金融 商事 银保
    银监 征信 街道 居委 居民 村委 村民 税务 社保 医保 劳动 执行 通信 互联""".split()  # noqa: SIM905
)
_BARE = Expression(
    "(?:公安机关|公安|警方|法院|法庭|检察机关|司法机关|公检法|监管部门|银保监|央行)",
    needs=("公安", "警方", "法院", "法庭", "检察", "司法", "公检法", "监", "央行"),
)
_PLACE = Expression(f"(?:(?:{HAN}|[x*]){{1,8}}?(?:省|市|区|县|州|盟|旗|镇|乡|街道|社区|村|自治区|新区|开发区))+$")
_LAST_WORD = Expression(f"(?:{HAN}|[x*])*$")
_CUT = Expression(
    "[我你您他她它们已将会向由被至去到了和与及或并是请系即联合报告移交送协同对从经让叫通知给把本该各因于在的案之为]"
)
# Being sent somewhere, not speaking from there.
_SENT_THERE = Expression(
    "(?:向|到|去|往|至|找|报|报送|报告|上报|上传|移交|移送|提交|提请|递交|起诉|诉至|申请|拨打|致电|咨询|联系|投诉|举报|报警|查询|前往|登录|"
    "请求|要求|委托|接入|同步|推送|影响|纳入|录入|写入|冒充|假冒|自称是?)(?:给|至|到|向|了|您?的?|当地|户籍地|有管辖权的|辖区|所在地|属地|各地|相关|的){0,3}$"
)
_SPEAKS = Expression("(?:我是|我们是|这里是|这边是|这是|我(?:司|们)?代表|来自|以)$")
_IN_NAME_OF = Expression(
    "(?:通知|来电|告知|传唤|提示|提醒|工作人员|民警|警官|法官|执行员|书记员|专员|客服|电话|:|已受理|受理|已立案|立案|决定)"
)
_SIGNED = Expression("[【\\[〔(][^】\\]〕)\n]{0,16}$")


def find_claimed_offices(text: str, plain: str) -> tuple[Quoted, ...]:
    """Find offices a message claims to be, to act for or to have acted, left to right."""
    spans = apart((*_full_names(plain), *_bare_names(plain)))
    return tuple(Quoted(span.of(text), span.start, span.end) for span in spans)


def _full_names(plain: str) -> Iterator[Span]:
    for found in found_at(_OFFICE, plain, (at for at, _ in _BEGINS.places(plain))):
        start = found.start() - len(_place_before(plain[max(0, found.start() - 14) : found.start()]))
        if not _SENT_THERE.search(plain[max(0, start - 10) : start]):
            yield Span(start, found.end())


def _bare_names(plain: str) -> Iterator[Span]:
    """Take the general word for an office only where the sender plainly speaks as it."""
    for found in _BARE.finditer(plain):
        before, after = plain[max(0, found.start() - 18) : found.start()], plain[found.end() : found.end() + 6]
        if (
            _SPEAKS.search(before)
            or _SIGNED.search(before)
            or (_IN_NAME_OF.match(after) and re.search("(?:^|[。!?;,\n])$", before))
        ):
            yield Span(found.start(), found.end())


def _place_before(window: str) -> str:
    """Return the name of a place that ends a window, without the words that lead up to it."""
    tail = _LAST_WORD.findall(window)[0]
    last = _CUT.split(tail)[-1]
    found = _PLACE.search(last)
    return found[0] if found else ""
