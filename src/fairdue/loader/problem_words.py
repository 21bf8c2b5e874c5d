"""The words for each code of a problem: what is wrong and what to do; Chinese here, other languages by translation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from fairdue.loader.problems import Problem

Translate = Callable[[str], str]


def _(message: str) -> str:
    """Mark a sentence for translation."""
    return message


# code → (what is wrong, what to do)
WORDS: dict[str, tuple[str, str]] = {
    "file-out-of-place": (_("这个位置不放文件。"), _("看 CONTRIBUTING 里的目录说明，移到该放的文件夹。")),
    "file-missing": (_("缺少这个文件。"), _("补上这个文件。")),
    "file-too-big": (_("文件有 {size} 字节，上限是 {limit}。"), _("把内容分到几个文件。")),
    "not-utf8": (_("从第 {offset} 个字节起不是 UTF-8。"), _("另存为 UTF-8。")),
    "control-character": (_("有控制字符 {character}。"), _("删掉这个字符。")),
    "yaml-syntax": (_("YAML 写法不对：{says}。"), _("检查这一行的缩进、引号和括号；缩进用空格，不用制表符。")),
    "yaml-empty": (_("文件是空的。"), _("写上内容，或删掉文件。")),
    "yaml-two-documents": (_("一个文件里有两份文档（---）。"), _("拆成两个文件。")),
    "yaml-alias": (_("用了锚点或别名（& 或 *）。"), _("把内容写全，不用引用。")),
    "yaml-tag": (_("用了标签 {tag}。"), _("去掉标签，只写普通的值。")),
    "yaml-key": (_("键必须是一个普通的词。"), _("改成普通的键；不用 << 合并。")),
    "yaml-depth": (_("嵌套超过 {limit} 层。"), _("减少层次。")),
    "bad-date": (_("没有 {given} 这一天。"), _("改成存在的日期。")),
    "json-line": (_("这一行不是 JSON：{says}。"), _("改好这一行；一行一条。")),
    "not-a-mapping": (_("这里应是“键: 值”的形式。"), _("按同类文件的样子写。")),
    "not-a-list": (_("这个文件应是一个列表。"), _("每一项以“- ”开头。")),
    "duplicate-key": (_("键 {key} 写了两次。"), _("留一个。")),
    "unknown-field": (_("没有 {name} 这个字段。"), _("删掉它，或改成：{known}。")),
    "missing-field": (_("缺少字段 {name}。"), _("补上它。")),
    "missing-one-of": (_("至少要有其中一项：{names}。"), _("补上一项。")),
    "wrong-type": (_("值的类型不对：“{given}”。"), _("应为：{wanted}。")),
    "wrong-form": (_("值的写法不对：“{given}”。"), _("应符合：{wanted}。")),
    "wrong-name": (_("名字的写法不对：“{given}”。"), _("应符合：{wanted}。")),
    "wrong-shape": (_("值不合要求：“{given}”。"), _("应为：{wanted}。")),
    "unknown-value": (_("没有 {given} 这个选择。"), _("从这些里选：{wanted}。")),
    "too-few": (_("太少：“{given}”。"), _("至少 {wanted} 项。")),
    "empty-text": (_("这里不能空着。"), _("写上内容。")),
    "repeated-entry": (_("列表里有重复的项。"), _("留一个。")),
    "out-of-range": (_("数值超出范围：“{given}”。"), _("界限是 {wanted}。")),
    "stem-differs": (_("编号 {id} 和文件名 {stem} 不同。"), _("把两者改成一样；用过的编号不改。")),
    "repeated-id": (_("编号 {id} 已经用过（{first}）。"), _("换一个编号。")),
    "repeated-term": (_("“{word}”已经解释过（{first}）。"), _("合成一条。")),
    "withdrawn-without-reason": (_("停用了，但没写原因。"), _("在 withdrawn 里写明原因。")),
    "reason-without-withdrawal": (_("写了停用的原因，状态却不是停用。"), _("把状态改为 withdrawn，或删掉原因。")),
    "dates-inverted": (_("结束的日子 {until} 早于开始的日子 {since}。"), _("核对两个日期。")),
    "dates-unsorted": (_("{since} 不晚于前一个 {before}。"), _("按日期从早到晚排，每天一个值。")),
    "name-taken": (_("名字 {name} 已有别的用处。"), _("换一个名字。")),
    "unknown-pattern": (_("没有叫 {name} 的模式。"), _("改成已有的：{known}，或补上这个模式。")),
    "pattern-never-used": (_("模式 {name} 没有用到。"), _("写进 condition，或删掉。")),
    "condition-syntax": (_("条件在第 {at} 个字符处读不懂。"), _("这里应是：{expected}。")),
    "condition-atom": (_("条件里不能写 {given}。"), _("只用名字、and、or、not、括号和 near(a, b, n)，n 为 1 到 200。")),
    "too-few-examples": (_("只有 {count} 个例子。"), _("至少写 {least} 个，都用手写。")),
    "ignore-without-because": (_("放过的例子没写为什么。"), _("在 because 里写一句。")),
    "quote-not-in-text": (_("例子里没有“{quote}”这几个字。"), _("照原文抄。")),
    "example-twice": (_("同一个例子写了两次。"), _("换一个。")),
    "example-elsewhere": (_("规则 {rule} 已有同样的例子。"), _("换一个不同的例子，多证明一件事。")),
    "example-is-quiet": (_("这个例子就是安静语料里的 {quiet}。"), _("平常合法的信息不能证明规则；换例子或改规则。")),
    "bad-regex": (_("正则写错了：{detail}。"), _("改好它。")),
    "inline-flags": (_("正则里不能写标志 (?i) 等。"), _("去掉；文字已统一成小写。")),
    "named-group": (_("正则里不能有命名分组 {detail}。"), _("改用 (?:…)。")),
    "capturing-group": (_("正则里不能有捕获分组 (…)。"), _("改用 (?:…)。")),
    "lookaround": (_("正则里不能有前后查看 (?=、(?!、(?<=、(?<!。"), _("改写成例外，或用 near 和 condition。")),
    "back-reference": (_("正则里不能有反向引用。"), _("把可能的写法列出来。")),
    "word-boundary": (_("正则里不能有 \\b、\\B、\\A、\\Z。"), _("把两边的字写出来。")),
    "anchor-inside": (_("^ 或 $ 写在了模式的中间。"), _("^ 只放在最前，$ 只放在最后。")),
    "lazy-or-possessive": (_("正则里不能有懒惰或占有量词。"), _("去掉后面的 ? 或 +。")),
    "unbounded": (_("量词没有上限（*、+、{{n,}}）。"), _("写上限，如 {{0,20}}。")),
    "too-many-repeats": (_("量词上限 {detail} 太大。"), _("不超过 200。")),
    "newline-in-class": (_("[^…] 会跨过换行。"), _("在方括号里加上 \\n。")),
    "can-be-empty": (_("这个模式可以什么都不匹配。"), _("至少要求一个字。")),
    "catastrophic": (_("重复里套重复，遇到特别的文字会算不完。"), _("把内层改成固定长度，或在中间放一个不同的字。")),
    "not-folded": (_("“{detail}”在比较前会被改写，永远对不上。"), _("写成半角、小写、简体。")),
    "unknown-fragment": (_("没有叫 {name} 的片段。"), _("检查拼写，或在 fragments.yaml 里加上它。")),
    "fragment-cycle": (_("片段绕回了自己：{trail}。"), _("断开这个圈。")),
    "pattern-too-long": (_("填入片段后超过 {limit} 个字符。"), _("拆成几个模式。")),
    "unknown-provision": (_("没有条款 {id}。"), _("用 fairdue law search 找到编号。")),
    "not-citable": (_("条款 {id} 不能引用。"), _("换一个可引用的；它只供写作者参考。")),
    "no-standing": (_("条款 {id} 不能支撑一个命中（{binding}）。"), _("换成法律、规章或标准里的条款。")),
    "never-in-force": (_("条款 {id}（{since} 至 {until}）在规则适用的日子里从未有效。"), _("换条款，或改规则的日期。")),
    "nothing-in-force": (_("引用的条款在 {today} 都无效。"), _("加上现行的条款，或停用规则。")),
    "cites-above-standing": (_("主题 {topic} 只有标准规定了数字，这里引得太高。"), _("只引国标或行业指引的条款。")),
    "words-above-standing": (_("理由的说法重于引用的条款。"), _("按条款的层级说：违法、违反监管规定、不符合标准。")),
    "standing-differs": (_("层级是 {given}，按文件种类应是 {wanted}。"), _("改成 {wanted}。")),
    "article-unverified": (_("条号写着未核，却可引到条。"), _("citable 改为 instrument-only。")),
    "low-confidence-citable": (_("把握低的条款不能引用。"), _("citable 改为 no，或核实后提高把握。")),
    "unknown-successor": (_("接替的 {id} 不在库里。"), _("补上它，或写成文字说明。")),
    "checked-without-words": (_("写了核对日期，没写怎么核对的。"), _("在 checked 里写明，或把 checked_on 改为 null。")),
    "check-expired": (_("上次核对是 {checked}，超过了 {days} 天。"), _("重新核对，改 checked_on。")),
    "unknown-scam-pattern": (_("没有骗局 {id}。"), _("用 registry/scam-patterns.yaml 里的编号。")),
    "scam-pattern-without-rule": (_("骗局 {id}“{name}”还没有规则。"), _("写一条带这个编号的规则。")),
    "topic-without-rule": (_("主题 {topic} 还没有规则。"), _("写一条 finding 为这个主题的规则。")),
    "kind-without-rule": (_("类别 {kind} 还没有规则。"), _("写一条给它加分的规则。")),
    "cell-without-reason": (_("{cell} 还没有规则。"), _("写一条规则，或在 coverage.yaml 的 {field} 里写明理由。")),
    "reason-on-filled-cell": (_("{cell} 已经有规则，理由多余。"), _("从这一项里删掉它。")),
    "reason-for-no-cell": (_("{id} 不在要数的格子里。"), _("核对编号；不能引用的条款不用写理由。")),
    "shown-without-confidence": (_("{value} 把握不够，不能当作官方展示。"), _("shown 改为 false，或核实来源。")),
    "unknown-hotline": (_("没有热线 {id}。"), _("用 registry/hotlines.yaml 里的编号。")),
    "door-without-source": (
        _("渠道 {id} 没有依据。"),
        _("补上条款或名录编号；没有官方来源的写 lead: true。"),
    ),
    "lead-without-question": (_("只是线索，却没说先去问谁。"), _("在 how 里写明先打 12345 或 12348 问。")),
    "limit-without-days": (_("期限 {id} 没有天数。"), _("写 parameters；日子印在文书上的写 stated: true。")),
    "units-differ": (_("几个参数的单位不同：{given}。"), _("只把同一单位的相加。")),
    "unknown-fact": (_("没有事实 {key}。"), _("用 facts.yaml 里的键，如：{known}。")),
    "situation-unreached": (
        _("选了处境 {id}，它的步骤却不出现。"),
        _("让 when 含有 situation.{id}，或改它自带的事实。"),
    ),
    "step-without-basis": (_("步骤 {id} 没有依据。"), _("补上条款或名录编号；只是通行做法就写 practice: true。")),
    "yield-chain": (_("{id} 自己也让开别的步骤。"), _("让开只写一层，改让最强的那一步。")),
    "promise-unmarked": (
        _("这句话许诺了金额或日期，和 promise 对不上。"),
        _("写上 promise：{wanted}，并留出〔金额〕〔日期〕。"),
    ),
    "sentences-too-long": (_("句子平均 {average} 个字，上限 {limit}。"), _("拆短句子，一句说一件事。")),
    "word-unexplained": (_("用了难词“{word}”，词汇表里没有。"), _("在 glossary.yaml 里解释它，或换个说法。")),
    "forbidden-word": (_("给人看的文字里不能有“{word}”。"), _("换一种平静、不许诺的说法，称呼用“你”。")),
}


def say(problem: Problem, translate: Translate = _) -> tuple[str, str]:
    """Return what is wrong and what to do, in the language of `translate`.

    >>> say(Problem("a.yaml", 1, "", "missing-field", {"name": "title"}))
    ('缺少字段 title。', '补上它。')
    """
    what, remedy = WORDS[problem.code]
    values = _Values({name: _shown(value) for name, value in problem.values.items()})
    return translate(what).format_map(values), translate(remedy).format_map(values)


def line(problem: Problem, translate: Translate = _) -> str:
    """Return one line for a terminal: place, severity, field, what is wrong, what to do."""
    what, remedy = say(problem, translate)
    field = f" {problem.field}:" if problem.field else ""
    return f"{problem.path}:{problem.line}: {problem.severity}:{field} {what}{remedy} [{problem.code}]"


class _Values(dict[str, str]):
    """Values for a sentence; one that is missing shows as a dash."""

    def __missing__(self, key: str) -> str:
        return "—"


def _shown(value: object) -> str:
    if isinstance(value, (list, tuple, frozenset)):
        return "、".join(map(str, value)) or "—"
    if isinstance(value, date):
        return value.isoformat()
    return "—" if value is None or isinstance(value, Mapping) else str(value)
