"""Broken samples: one small change to the good pack for each thing that can be wrong, and what the reader is told."""

from __future__ import annotations

from typing import NamedTuple

from tests.loader import handbook
from tests.loader.specimen import CLAUSE, LAW, PLAYBOOK, RATE, RULE, SCRIPT, SITUATION


class Broken(NamedTuple):
    """In which file which words are changed to which; then the line, field and some of the words of the problem.

    `old` empty: `new` is the whole file.
    """

    code: str
    path: str
    old: str
    new: str
    line: int
    field: str
    told: str


SAMPLES = [
    # -- files and YAML
    Broken("file-out-of-place", "notes/todo.yaml", "", "a: 1", 1, "", "移到该放的文件夹"),
    Broken("yaml-syntax", RULE, "title: 用抓捕来催债", "title: [用抓捕来催债", 3, "", "缩进、引号和括号"),
    Broken("yaml-syntax", PLAYBOOK, "  - id: call-police", "\t- id: call-police", 5, "", "不用制表符"),
    Broken("yaml-empty", "glossary.yaml", "", "# 还没有写\n", 1, "", "文件是空的"),
    Broken("yaml-two-documents", "glossary.yaml", "", "a: 1\n---\nb: 2\n", 2, "", "拆成两个文件"),
    Broken("yaml-alias", RULE, "title: 用抓捕来催债", "title: &t 用抓捕来催债", 2, "", "把内容写全"),
    Broken("yaml-tag", RULE, "title: 用抓捕来催债", "title: !!python/name:os.system 催债", 2, "", "去掉标签"),
    Broken("yaml-key", RULE, "title: 用抓捕来催债", "<<: {title: 催债}", 2, "", "不用 << 合并"),
    Broken("bad-date", LAW, "2026-01-01", "2026-02-30", 7, "", "没有 2026-02-30 这一天"),
    Broken("not-a-list", "glossary.yaml", "", "debtor: 债务人\n", 1, "", "每一项以“- ”开头"),
    Broken("not-a-mapping", "glossary.yaml", "", "- 债务人\n", 1, "", "键: 值"),
    Broken("json-line", "corpus/quiet/notices.jsonl", "", '{"id": "a", \n', 1, "", "一行一条"),
    Broken("duplicate-key", RULE, "title: 用抓捕来催债", "title: 催债\ntitle: 抓捕", 3, "", "键 title 写了两次"),
    # -- shape
    Broken("unknown-field", RULE, "summary:", "sumary: 错字\nsummary:", 4, "sumary", "没有 sumary 这个字段"),
    Broken("missing-field", RULE, "summary: 说不还钱就会被抓。\n", "", 1, "summary", "补上它"),
    Broken("missing-one-of", "rules/text/kind/bill.yaml", "", "", 1, "", "finding、signal、reads_as"),
    Broken("wrong-type", RULE, "title: 用抓捕来催债", "title: 12", 2, "title", "应为：string"),
    Broken("wrong-type", RULE, "jail: '(?:坐牢|判刑)'", "jail: {a: 坐牢}", 9, "patterns.jail", "类型不对"),
    Broken("wrong-form", RULE, "{on: 2026-11-21,", "{on: 今天,", 30, "history.0.on", "写法不对：“今天”"),
    Broken("wrong-name", "fragments.yaml", "debt:", "Debt2:", 2, "Debt2", "名字的写法不对：“Debt2”"),
    Broken("unknown-value", RULE, "topic: threat", "topic: menace", 15, "finding.topic", "没有 menace 这个选择"),
    Broken("unknown-value", RULE, "quote: arrest", "quote: arrest\nstage: late", 14, "stage", "third-party"),
    Broken("unknown-field", RULE, "{collection: 2}", "{collection: 2, spam: 1}", 20, "reads_as.spam", "loan-ad"),
    Broken("out-of-range", RULE, "{collection: 2}", "{collection: 9}", 20, "reads_as.collection", "界限是 6"),
    Broken("too-few", RULE, "citations: [peace-law-50]", "citations: []", 18, "finding.citations", "至少 1 项"),
    Broken("empty-text", RULE, "title: 用抓捕来催债", "title: ''", 2, "title", "不能空着"),
    Broken("repeated-entry", RULE, "[sp01]", "[sp01, sp01]", 19, "signal.patterns", "留一个"),
    Broken("wrong-shape", "glossary.yaml", "欠钱的人。", "人。", 1, "debtor.means", "应为：4"),
    # -- ids
    Broken("stem-differs", RULE, "id: arrest-for-debt", "id: arrest", 1, "id", "文件名 arrest-for-debt 不同"),
    Broken("repeated-id", "facts.yaml", "message.third-party", "message.kind", 2, "message.kind.id", "facts.yaml:1"),
    Broken("repeated-term", "glossary.yaml", "", "", 2, "debtor-2.zh", "“债务人”已经解释过"),
    # -- rules
    Broken("withdrawn-without-reason", RULE, "status: active", "status: withdrawn", 3, "status", "写明原因"),
    Broken("reason-without-withdrawal", RULE, "quote: arrest", "withdrawn: 太宽", 13, "withdrawn", "状态却不是停用"),
    Broken("dates-inverted", RULE, "until: null", "until: 2020-01-01", 6, "applies_to.until", "早于开始的日子"),
    Broken("name-taken", RULE, "  repaid:", "  jail:", 11, "exceptions.jail", "换一个名字"),
    Broken("name-taken", RULE, "  repaid:", "  known-links:", 11, "exceptions.known-links", "换一个名字"),
    Broken("unknown-pattern", RULE, "and not repaid", "and not paid", 12, "condition", "没有叫 paid 的模式"),
    Broken("unknown-pattern", RULE, "quote: arrest", "quote: arest", 13, "quote", "改成已有的：arrest、jail"),
    Broken("pattern-never-used", RULE, "(arrest or jail)", "arrest", 9, "patterns.jail", "没有用到"),
    Broken("condition-syntax", RULE, "(arrest or jail)", "(arrest or or jail)", 12, "condition", "第 12 个字符"),
    Broken("condition-atom", RULE, "(arrest or jail)", "near(arrest, jail, far)", 12, "condition", "near(a, b, n)"),
    # -- examples
    Broken("too-few-examples", RULE, "  - {text: 等着坐牢吧}\n", "", 21, "matches", "至少写 3 个"),
    Broken("ignore-without-because", RULE, "because: 提醒", "because: ''", 26, "ignores.0", "没写为什么"),
    Broken("quote-not-in-text", RULE, "quote: 公安今晚就来抓", "quote: 公安明早", 22, "matches.0", "照原文抄"),
    Broken("example-twice", RULE, "{text: 警察马上把你带走}", "{text: 等 着坐牢吧}", 24, "matches.2", "写了两次"),
    Broken(
        "example-is-quiet",
        RULE,
        "警察马上把你带走",
        "您的账单将于明日到期，请按时还款。",
        24,
        "matches.2",
        "notices-001",
    ),
    # -- patterns
    Broken("bad-regex", RULE, "(?:坐牢|判刑)", "(?:坐牢|判刑", 9, "patterns.jail", "正则写错了"),
    Broken("bad-regex", "registry/numbers.yaml", "", "", 4, "odd.pattern", "正则写错了"),
    Broken("inline-flags", RULE, "(?:坐牢|判刑)", "(?i)坐牢", 9, "patterns.jail", "已统一成小写"),
    Broken("named-group", RULE, "(?:坐牢|判刑)", "(?P<jail>坐牢)", 9, "patterns.jail", "改用 (?:…)"),
    Broken("capturing-group", RULE, "(?:坐牢|判刑)", "(坐牢|判刑)", 9, "patterns.jail", "捕获分组"),
    Broken("lookaround", RULE, "(?:坐牢|判刑)", "(?<!不)坐牢", 9, "patterns.jail", "改写成例外"),
    Broken("back-reference", RULE, "(?:坐牢|判刑)", r"(坐|判)\1", 9, "patterns.jail", "反向引用"),
    Broken("word-boundary", RULE, "(?:坐牢|判刑)", r"坐牢\b", 9, "patterns.jail", "把两边的字写出来"),
    Broken("anchor-inside", RULE, "(?:坐牢|判刑)", "(?:坐牢|$)判刑", 9, "patterns.jail", "$ 只放在最后"),
    Broken("lazy-or-possessive", RULE, "(?:坐牢|判刑)", "坐.{0,5}?牢", 9, "patterns.jail", "懒惰或占有"),
    Broken("unbounded", RULE, "(?:坐牢|判刑)", "坐.*牢", 9, "patterns.jail", "如 {0,20}"),
    Broken("too-many-repeats", RULE, "(?:坐牢|判刑)", "坐.{0,900}牢", 9, "patterns.jail", "上限 900"),
    Broken("newline-in-class", RULE, "(?:坐牢|判刑)", "坐[^。]{0,5}牢", 9, "patterns.jail", "跨过换行"),
    Broken("can-be-empty", RULE, "(?:坐牢|判刑)", "(?:坐牢)?", 9, "patterns.jail", "至少要求一个字"),
    Broken("catastrophic", RULE, "(?:坐牢|判刑)", "(?:哈{1,9}){1,20}牢", 9, "patterns.jail", "算不完"),
    Broken("unknown-fragment", RULE, "{police}", "{polise}", 8, "patterns.arrest", "没有叫 polise 的片段"),
    Broken("fragment-cycle", "fragments.yaml", "(?:欠款|借款)", "{debt}的债", 2, "debt", "debt → debt"),
    Broken("pattern-too-long", RULE, "(?:坐牢|判刑)", "{police}" * 2_500, 9, "patterns.jail", "拆成几个模式"),
    Broken("unbounded", "contexts.yaml", "'不会'", "'不.*会'", 1, "denial.pattern", "写上限"),
    Broken("unbounded", "court-papers.yaml", "'应诉'", "'应.*诉'", 11, "limits.0.names", "写上限"),
    Broken("wrong-form", "leaning.yaml", "0 0 5 0 0 -3", "0 0 5 0", 6, "grams.还款", "0 0 5 0"),
    Broken("wrong-form", "court-papers.yaml", "{fits} 处", "{fit} 处", 7, "result", "{fit}"),
    Broken(
        "unknown-value",
        "court-papers.yaml",
        "parameter: day-rate",
        "parameter: no-days",
        11,
        "limits.0.parameter",
        "no-days",
    ),
    # -- readings of lending law
    Broken(
        "unknown-provision", "lending/acts.yaml", "[peace-law-50]", "[peace-law-5]", 1, "pay.citations.0", "peace-law"
    ),
    Broken(
        "unknown-provision",
        "lending/readings.yaml",
        "rate_on: formed, citations: [peace-law-50]",
        "rate_on: formed, citations: [peace-law-5]",
        13,
        "private.parts.0.citations.0",
        "peace-law",
    ),
    Broken(
        "unknown-value",
        "lending/readings.yaml",
        "parameter: day-rate",
        "parameter: day-rates",
        13,
        "private.parts.0.parameter",
        "day-rate",
    ),
    Broken(
        "dates-inverted",
        "lending/readings.yaml",
        "formed_from: 2020-08-20",
        "formed_from: 2020-08-20, formed_to: 2020-08-19",
        13,
        "private.parts.0.formed_to",
        "核对两个日期",
    ),
    Broken("unknown-value", "lending/fees.yaml", "id: service", "id: magic", 1, "magic.id", "guarantee"),
    # -- law and numbers
    Broken("dates-inverted", LAW, "effective_to: null", "effective_to: 2025-12-31", 8, "effective_to", "核对两个日期"),
    Broken(
        "standing-differs",
        LAW,
        "standing: suspected-unlawful",
        "standing: rule-breach",
        4,
        "standing",
        "suspected-unlawful",
    ),
    Broken("article-unverified", LAW, "article: 第五十条", "article: 条号未核", 5, "citable", "instrument-only"),
    Broken("low-confidence-citable", LAW, "confidence: high", "confidence: low", 5, "citable", "改为 no"),
    Broken(
        "unknown-successor",
        LAW,
        "successors: []",
        "successors: [peace-law-99]",
        9,
        "successors.0",
        "peace-law-99 不在库里",
    ),
    Broken("checked-without-words", LAW, "checked: 与公报逐字比对。", "checked: ''", 16, "checked_on", "没写怎么核对"),
    Broken("dates-unsorted", RATE, "since: 2020-08-01", "since: 2010-08-01", 7, "values.1", "从早到晚"),
    Broken(
        "unknown-provision",
        RATE,
        '"1.75", citation: peace-law-50}\n  - {since: 2020',
        '"1.75", citation: peace-law-5}\n  - {since: 2020',
        6,
        "values.0",
        "没有条款 peace-law-5",
    ),
    Broken(
        "dates-inverted", RATE, "confirmed_until: null", "confirmed_until: 2019-01-01", 8, "confirmed_until", "早于"
    ),
    # -- citations
    Broken(
        "unknown-provision",
        RULE,
        "[peace-law-50]",
        "[peace-law-51]",
        18,
        "finding.citations.0",
        "没有条款 peace-law-51",
    ),
    Broken("unknown-provision", PLAYBOOK, "[peace-law-50]", "[no-such-law]", 8, "steps.0.citations.0", "no-such-law"),
    Broken("not-citable", LAW, "citable: article", "citable: no", 18, "finding.citations.0", "只供写作者参考"),
    Broken(
        "no-standing",
        LAW,
        "binding: law\nstanding: suspected-unlawful",
        "binding: repealed\nstanding: null",
        18,
        "finding.citations.0",
        "不能支撑一个命中",
    ),
    Broken("never-in-force", RULE, "until: null", "until: 2022-01-01", 18, "finding.citations.0", "从未有效"),
    Broken(
        "nothing-in-force",
        LAW,
        "effective_to: null",
        "effective_to: 2026-06-30",
        18,
        "finding.citations",
        "加上现行的条款",
    ),
    Broken(
        "cites-above-standing", RULE, "topic: threat", "topic: hours", 18, "finding.citations.0", "只引国标或行业指引"
    ),
    Broken(
        "words-above-standing",
        RULE,
        "because: 涉嫌用抓人来威胁。\n  citations: [peace-law-50]",
        "because: 涉嫌违法。\n  citations: [club-guide-hours]",
        17,
        "finding.because",
        "重于引用",
    ),
    # -- situations, scripts, clauses
    Broken(
        "situation-unreached", SITUATION, "when: situation.at-door", "when: message.third-party", 3, "when", "at-door"
    ),
    Broken("unknown-value", SITUATION, "group: now", "group: later", 6, "situation.group", "没有 later 这个选择"),
    Broken("unknown-value", SITUATION, "scripts: [door]", "scripts: [dor]", 11, "situation.scripts", "没有 dor"),
    Broken(
        "unknown-value", SITUATION, "kind: collection", "kind: dunning", 9, "situation.facts.message.kind", "dunning"
    ),
    Broken("unknown-value", SITUATION, "paper: door-card", "paper: no-card", 20, "steps.0.paper", "no-card"),
    Broken("unknown-value", SITUATION, "[police-110]", "[police-119]", 21, "steps.0.registry", "police-119"),
    Broken(
        "unknown-value",
        SITUATION,
        "    registry: [police-110]",
        "    registry: [police-110]\n    limit: no-such/limit",
        22,
        "steps.0.limit",
        "no-such/limit",
    ),
    Broken("step-without-basis", SITUATION, "    practice: true\n", "", 22, "steps.1", "practice: true"),
    Broken(
        "yield-chain",
        SITUATION,
        "registry: [police-110]",
        "registry: [police-110]\n    yields_to: [write-down]",
        28,
        "steps.1.yields_to.0",
        "只写一层",
    ),
    Broken("promise-unmarked", SCRIPT, ", promise: [amount]", "", 7, "lines.1.say", "许诺了金额"),
    Broken("promise-unmarked", SCRIPT, "请出示证件。", "我下个月会还你。", 6, "lines.0.say", "许诺了金额"),
    Broken(
        "sentences-too-long",
        SITUATION,
        "why: 开不开由你。",
        "why: " + "门外的人不管说自己是谁都不能在你没有同意的时候走进你的家里来所以" * 9,
        1,
        "",
        "拆短句子",
    ),
    Broken("word-unexplained", SITUATION, "隔着门说。", "看看支付令。", 18, "steps.0.how", "难词“支付令”"),
    Broken("missing-field", CLAUSE, ", ask: 先核实户名。", "", 8, "trap.ask", "补上它"),
    Broken("nothing-in-force", LAW, "effective_to: null", "effective_to: 2026-06-30", 10, "citations.0", "都无效"),
    # -- registry, playbooks, words
    Broken("unknown-scam-pattern", RULE, "[sp01]", "[sp99]", 19, "signal.patterns.0", "没有骗局 sp99"),
    Broken(
        "reason-on-filled-cell",
        "coverage.yaml",
        "",
        "- {id: some-gap, topics: [threat], stages: [due], because: 没有这样的话。}\n",
        1,
        "some-gap.stages.0",
        "threat × due 已经有规则",
    ),
    Broken(
        "reason-on-filled-cell",
        "coverage.yaml",
        "",
        "- {id: some-gap, channels: [sms], because: 没有这样的话。}\n",
        1,
        "some-gap.channels.0",
        "从这一项里删掉它",
    ),
    Broken(
        "reason-for-no-cell",
        "coverage.yaml",
        "",
        "- id: some-gap\n  provisions:\n    - no-such-law\n  because: 没有这样的话。\n",
        3,
        "some-gap.provisions.0",
        "no-such-law 不在要数的格子里",
    ),
    Broken(
        "shown-without-confidence",
        "registry/lenders/bank.yaml",
        "low, shown: false",
        "low, shown: true",
        10,
        "some-bank.domains.0.shown",
        "不能当作官方",
    ),
    Broken(
        "shown-without-confidence",
        "registry/hotlines.yaml",
        "confidence: high",
        "confidence: low",
        10,
        "police-110.shown",
        "不能当作官方",
    ),
    Broken("unknown-hotline", "doors/police.yaml", "police-110", "police-119", 5, "hotline", "没有热线 police-119"),
    Broken("unknown-fact", PLAYBOOK, "message.topic.threat", "message.topic.menace", 3, "when", "message.topic.threat"),
    Broken("unknown-value", PLAYBOOK, "= collection", "= dunning", 3, "when", "没有 dunning 这个选择"),
    Broken("condition-syntax", "doors/police.yaml", "when: message", "when: not not and message", 3, "when", "读不懂"),
    Broken(
        "condition-atom", "doors/police.yaml", "when: message", "when: near(a, b, 5) and message", 3, "when", "near"
    ),
    Broken("repeated-id", PLAYBOOK, "", "", 9, "steps.1.id", "编号 call-police 已经用过"),
    Broken("forbidden-word", PLAYBOOK, "why: 先顾人。", "why: 放心，先顾人！", 7, "steps.0.why", "不许诺"),
    *(Broken(*sample) for sample in handbook.SAMPLES),
]

WARNINGS = [
    Broken("not-folded", RULE, "(?:坐牢|判刑)", "坐牢！", 9, "patterns.jail", "永远对不上"),
    Broken(
        "example-elsewhere", "rules/text/threat/arrest-again.yaml", "", "", 22, "matches.0", "规则 arrest-again 已有"
    ),
    Broken("scam-pattern-without-rule", RULE, ", patterns: [sp01]", "", 1, "sp01.id", "还没有规则"),
    Broken(
        "topic-without-rule", RULE, "topic: threat", "topic: violence", 1, "finding.topic", "主题 threat 还没有规则"
    ),
    Broken("kind-without-rule", RULE, "{collection: 2}", "{other: 2}", 1, "reads_as", "类别 collection 还没有规则"),
    Broken(
        "cell-without-reason",
        "coverage.yaml",
        "",
        "- {id: some-gap, disguises: [spaces], because: 没有这样的例句。}\n",
        1,
        "provisions",
        "club-guide-hours 还没有规则",
    ),
    Broken("check-expired", RATE, "checked_on: 2026-11-01", "checked_on: 2024-11-01", 9, "checked_on", "重新核对"),
    *(Broken(*sample) for sample in handbook.WARNINGS),
]
