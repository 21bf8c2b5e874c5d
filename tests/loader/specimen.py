"""A tiny pack in which nothing is wrong: what the broken samples are broken from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.loader.handbook import HANDBOOK

RULE = "rules/text/threat/arrest-for-debt.yaml"
LAW = "law/peace-law/peace-law-50.yaml"
PLAYBOOK = "playbooks/threatened.yaml"
RATE = "parameters/rates/day-rate.yaml"
SITUATION = "playbooks/at-door.yaml"
SCRIPT = "scripts/door.yaml"
CLAUSE = "rules/clause/payee/private-payee.yaml"

GOOD: Mapping[str, str] = {
    **HANDBOOK,
    "pack.yaml": """\
name: tiny
version: 1.0.0
checked_on: 2026-11-01
begins_on: 2020-01-01
language: zh-Hans
""",
    "law/peace-law/instrument.yaml": """\
id: peace-law
name: 某治安法
issuer: 某机关
doc_number: ''
binding: law
note: ''
""",
    LAW: """\
id: peace-law-50
article: 第五十条
binding: law
standing: suspected-unlawful
citable: article
topic: threat
effective_from: 2026-01-01
effective_to: null
successors: []
applies_to: [anyone]
gist: 不得威胁他人。
consequence: ''
channels: []
numbers: {}
sources: [{title: 某公报, url: 'https://law.example'}]
checked_on: 2026-11-01
checked: 与公报逐字比对。
confidence: high
note: ''
""",
    "law/club-guide/instrument.yaml": """\
id: club-guide
name: 某行业指引
issuer: 某协会
doc_number: ''
binding: self-regulatory
note: ''
""",
    "law/club-guide/club-guide-hours.yaml": """\
id: club-guide-hours
article: 第三节
binding: self-regulatory
standing: below-standard
citable: instrument-only
topic: hours
effective_from: 2020-01-01
effective_to: null
successors: []
applies_to: [collector]
gist: 夜里不催收。
consequence: ''
channels: []
numbers: {}
sources: [{title: 某协会网站, url: 'https://law.example'}]
checked_on: null
checked: ''
confidence: medium
note: ''
""",
    RATE: """\
id: day-rate
title: 日利率
what: 迟延履行的日利率
unit: per-day
values:
  - {since: 2014-08-01, value: "1.75", citation: peace-law-50}
  - {since: 2020-08-01, value: "1.75", citation: peace-law-50}
confirmed_until: null
checked_on: 2026-11-01
expires_after_days: 365
note: ''
""",
    "registry/scam-patterns.yaml": """\
- id: sp01
  name: 假警察
  nature: scam
  gist: 冒充警察要钱。
  signals: [自称警察]
  hard_signals: []
  do: 挂断，拨打 110。
  confidence: high
  source: ''
""",
    "registry/hotlines.yaml": """\
- id: police-110
  number: '110'
  name: 报警电话
  operator: 公安机关
  purpose: 报警
  use_when: 有危险时
  never_does: 不要你转账
  note: ''
  confidence: high
  shown: true
""",
    "registry/lenders/bank.yaml": """\
- id: some-bank
  name: 某银行
  legal_entity: ''
  licence_kind: bank
  products: []
  aliases: []
  hotlines:
    - {value: '95000', confidence: high, shown: true}
  domains:
    - {value: bank.example, confidence: low, shown: false}
  status: active
  confidence: high
""",
    "fragments.yaml": """\
police: '(?:警察|公安)'
debt: '(?:欠款|借款)'
""",
    "contexts.yaml": """\
- {id: denial, kind: negation, where: before, pattern: '不会', reach: 6, unless: ''}
""",
    "court-papers.yaml": """\
provinces: '粤'
case_types: '(?:民初|执)'
court_name: '云州省高级人民法院'
negation: '不会'
warning: '骗子'
hosts: [court.gov.cn]
result: 对得上 {fits} 处，自己打 12368。
marks:
  - {id: sender, title: 发送号码, fits: 号码显示为 12368。, unfit: 是个人手机号。, confirm: 看不出是谁。}
limits:
  - {id: answer, names: '应诉', parameter: day-rate, words: '收到后 {days} 天内。', words_by: '最晚 {by}。'}
""",
    "leaning.yaml": """\
kinds: [scam, official-notice, collection, intermediary-ad, loan-ad, other]
scale: 10
most: 6
bias: '0 0 0 0 0 0'
grams:
  "还款": '0 0 5 0 0 -3'
""",
    "lending/readings.yaml": """\
- id: private
  title: 民间借贷
  nature: civil
  main: true
  lender_kinds: [private]
  products: []
  needs_request: false
  paid: to-principal
  because: 超过的部分可能不受保护。
  ask: 请重新核算。
  citations: [peace-law-50]
  parts:
    - {id: four, formed_from: 2020-08-20, parameter: day-rate, times: '', rate_on: formed, citations: [peace-law-50]}
""",
    "lending/acts.yaml": """\
- {id: pay, when: running, act: 还一点, effect: 重新起算。, instead: 先看清楚。, citations: [peace-law-50]}
""",
    "lending/fees.yaml": """\
- {id: service, title: 服务费, buys: 看合同。, ask: 请说明。, citations: []}
""",
    "phrases.yaml": """\
short-link: {weight: weak, words: 用的是短链接。}
""",
    "facts.yaml": """\
- {key: message.kind, type: text, title: 读起来是什么, values: [collection, scam]}
- {key: message.third-party, type: flag, title: 发给别人的}
- {key: message.topic.*, type: flag, title: 看到某类话}
- {key: situation.*, type: flag, title: 选的处境}
- {key: paper.received-on, type: date, title: 哪天收到, past: true}
""",
    "situation-groups.yaml": """\
- {id: now, title: 现在就急}
""",
    "papers.yaml": """\
- {id: door-card, title: 门口卡, state: exists, what: 贴在门里。, where: /card/door}
""",
    "hard-words.yaml": """\
- 支付令
""",
    "contradictions.yaml": """\
- {id: both, when: situation.at-door and message.third-party, says: 说了两样。, settle: 看合同。}
""",
    SITUATION: """\
id: at-door
title: 人在门口
when: situation.at-door
situation:
  says: 人在门口
  group: now
  order: 1
  lead: 门先不开。
  facts: {message.kind: collection}
  asks: [message.third-party]
  scripts: [door]
  cards: [door]
steps:
  - id: stay-inside
    order: 1
    step: 门不开。
    why: 开不开由你。
    how: 隔着门说。
    tell: [家人]
    paper: door-card
    registry: [police-110]
  - id: write-down
    order: 50
    step: 记下几点。
    why: 以后用得上。
    practice: true
    yields_to: [stay-inside]
""",
    SCRIPT: """\
id: door
title: 门口怎么说
where: door
lead: 门不开。
lines:
  - {say: 请出示证件。, does: 先认人。}
  - {say: 我每月能还〔金额〕。, does: 照计划说。, promise: [amount]}
red_lines:
  - {words: 不开门。, why: 请走难。}
citations: [peace-law-50]
""",
    "cards/door.yaml": """\
id: door
title: 门口卡
lead: 照着念。
parts:
  - {title: 念, lines: [请离开。]}
citations: [peace-law-50]
""",
    CLAUSE: """\
id: private-payee
title: 打给个人
status: active
summary: 收款的是个人。
why: 可能不算还款。
patterns:
  pay: '(?:收款|转入).{0,10}个人账户'
trap: {topic: payee, severity: stop, effect: 钱可能没进你的账。, ask: 先核实户名。, citations: [peace-law-50]}
matches:
  - {text: 请转入个人账户}
  - {text: 收款用个人账户}
  - {text: 转入业务员个人账户}
ignores:
  - {text: 请转入对公账户, because: 机构账户}
  - {text: 个人账户已冻结, because: 没有收款}
  - {text: 收款方为某银行, because: 机构}
history:
  - {on: 2026-11-21, what: first version}
""",
    PLAYBOOK: """\
id: threatened
title: 受到威胁
when: message.topic.threat and message.kind = collection
steps:
  - id: call-police
    step: 有危险就打 110。
    why: 先顾人。
    citations: [peace-law-50]
""",
    "doors/police.yaml": """\
id: police
name: 公安机关
when: message.topic.threat
how: 拨打 110。
hotline: police-110
order: 1
""",
    "glossary.yaml": """\
- {id: debtor, zh: 债务人, en: debtor, means: 欠钱的人。}
""",
    "folding/words.yaml": """\
words:
  徽信: 微信
""",
    RULE: """\
id: arrest-for-debt
title: 用抓捕来催债
status: active
summary: 说不还钱就会被抓。
why: 普通欠款是民事纠纷。
applies_to: {channels: [], since: 2021-01-01, until: null}
patterns:
  arrest: '{police}.{0,12}(?:抓|带走)'
  jail: '(?:坐牢|判刑)'
exceptions:
  repaid: '已还清'
condition: (arrest or jail) and not repaid
quote: arrest
finding:
  topic: threat
  severity: serious
  because: 涉嫌用抓人来威胁。
  citations: [peace-law-50]
signal: {weight: weak, because: 警察不催债。, patterns: [sp01]}
reads_as: {collection: 2}
matches:
  - {text: 不还钱公安今晚就来抓你, quote: 公安今晚就来抓}
  - {text: 等着坐牢吧}
  - {text: 警察马上把你带走}
ignores:
  - {text: 公安提醒你防骗, because: 提醒}
  - {text: 他因诈骗被带走, because: 没有警察和债}
  - {text: 我们不会叫公安来抓你, because: 否认}
history:
  - {on: 2026-11-21, what: first version}
""",
    "corpus/quiet/notices.jsonl": """\
{"id": "notices-001", "text": "您的账单将于明日到期，请按时还款。", "kind": "collection", "stage": "due"}
""",
}


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder and return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder
