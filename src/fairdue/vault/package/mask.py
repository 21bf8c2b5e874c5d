"""Cover personal data in words: numbers, accounts, addresses, and the names of people in the case; it draws no picture.

What is covered is gone from the copy. The same value gets the same sign throughout one package (电话1, 人名2), so that
a reader can still follow who called whom. Numbers of institutions (95xxx, 400, 12xxx) are nobody's personal data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from fairdue.kernel.flat import flat
from fairdue.kernel.spans import Span
from fairdue.records.case import Party

_D: Final = r"[ \-·.*—_]{0,2}"  # what people put between figures
_SURNAMES: Final = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁"
    "柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋"
    "茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣"
    "邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀羊甄曲家封芮储靳段富巫乌焦巴弓牧隗山谷车侯宓蓬全班仰秋仲伊宫宁仇栾暴甘厉戎祖武"
    "符刘景詹束龙叶幸司韶黎薄印宿白怀蒲从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂牛寿通边扈燕冀"
    "郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越夔隆师巩聂晁勾敖融冷"
    "訾辛阚那简饶空曾毋沙养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公付肖闫覃"
)
_TITLES: Final = "经理|律师|专员|主任|主管|老师|先生|女士|小姐|警官|法官|调解员|催收员|客服|组长|队长|总监|助理|书记员|所长|师傅|阿姨|叔叔"
_BEFORE_NAMES: Final = (
    "我是|我叫|姓名|户名|收款人|联系人|经办人|被告|原告|父亲|母亲|爸爸?|妈妈?|老公|老婆|丈夫|妻子|儿子|女儿|哥哥|姐姐|弟弟|妹妹|"
    "舅舅|叔叔|同事|领导"
)
_OF_A_FIRM: Final = r"[\u4e00-\u9fff]*(?:公司|银行|金融|法院|中心|集团)"
# The order matters: a longer number first, so that no telephone number is seen inside an account.
_PATTERNS: Final = (
    ("证件", re.compile(rf"(?<![0-9a-z])[1-9](?:{_D}\d){{16}}{_D}[\dx](?![0-9a-z])")),
    ("账号", re.compile(rf"(?<![\d.])\d(?:{_D}\d){{14,18}}(?![\d.])")),
    ("电话", re.compile(rf"(?<!\d)(?:\+?86{_D})?1{_D}[3-9](?:{_D}\d){{9}}(?!\d)")),
    ("电话", re.compile(r"(?<!\d)0\d{2,3}[- ]?[2-8]\d{6,7}(?!\d)")),
    ("邮箱", re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")),
    ("账号", re.compile(r"(?:微信|wechat|vx|v信|qq|扣扣|支付宝|账号|帐号|卡号)[号码是为:： ]{0,4}([a-z0-9][a-z0-9_-]{4,29})")),
    ("人名", re.compile(rf"([{_SURNAMES}](?:[\u4e00-\u9fff]{{0,2}}?))(?:{_TITLES})")),
    ("人名", re.compile(rf"(?:{_BEFORE_NAMES})[是叫为:： ]{{0,2}}([{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?!{_OF_A_FIRM})")),
    ("住址", re.compile(r"[\u4e00-\u9fff]{1,8}(?:路|街|巷|弄|胡同|大道|小区|花园|新村|村|镇|苑)\d{1,5}(?:号|弄|栋|幢|座|组)"
                       r"(?:\d{0,4}(?:号楼|栋|幢|座|单元|楼|层|室|号|[-－])?){0,6}")),
)  # fmt: skip


@dataclass
class Mask:
    """The signs of one package; ask it text by text and the same value keeps its sign.

    `parties` are people whose names and numbers are covered wherever they stand; organisations stay readable.
    `also` are further words to cover as they are.
    """

    parties: Sequence[Party] = ()
    also: Sequence[str] = ()
    _signs: dict[tuple[str, str], str] = field(default_factory=dict)
    _learnt: set[str] = field(default_factory=set)

    def learn(self, words: str) -> None:
        """Remember the names these words give away, so that they are covered also where nothing points to a person."""
        for span, kind in self.spans(words):
            if kind == "人名":
                self._learnt.add(span.of(words))

    def __call__(self, words: str, also: Iterable[str] = ()) -> str:
        """Return the words with every personal value replaced by its sign."""
        parts, at = [], 0
        for span, kind in self.spans(words, also):
            parts += [words[at : span.start], self._sign(kind, span.of(words))]
            at = span.end
        return "".join((*parts, words[at:]))

    def spans(self, words: str, also: Iterable[str] = ()) -> list[tuple[Span, str]]:
        """Return what would be covered and as what, in order, none overlapping another."""
        folded = flat(words)
        taken: list[tuple[Span, str]] = []
        for span, kind in (*self._named(folded, also), *_found(folded)):
            if span.end > span.start and not any(span.touches(other) for other, _ in taken):
                taken.append((span, kind))
        return sorted(taken)

    def _named(self, folded: str, also: Iterable[str]) -> Iterator[tuple[Span, str]]:
        """Find the people of the case, the longest name first, and their numbers however they are spaced."""
        people = [party for party in self.parties if not party.is_organisation]
        wanted = [(name, "人名") for party in people for name in (party.name,)]
        wanted += [(name, "人名") for name in self._learnt]
        wanted += [(number, "电话") for party in people for number in party.reached_at]
        wanted += [(one, "其他") for one in (*self.also, *also)]
        for value, kind in sorted(wanted, key=lambda one: -len(one[0])):
            characters = [re.escape(one) for one in flat(value) if not one.isspace()]
            if len(characters) >= 2:
                yield from ((Span(*hit.span()), kind) for hit in re.finditer(_D.join(characters), folded))

    def _sign(self, kind: str, value: str) -> str:
        key = (kind, re.sub(r"[\W_]+", "", flat(value)).removeprefix("86" if kind == "电话" else ""))
        if key not in self._signs:
            self._signs[key] = f"〔{kind}{1 + sum(known == kind for known, _ in self._signs)}〕"
        return self._signs[key]


def _found(folded: str) -> Iterator[tuple[Span, str]]:
    for kind, pattern in _PATTERNS:
        for hit in pattern.finditer(folded):
            yield Span(*hit.span(1 if pattern.groups else 0)), kind
