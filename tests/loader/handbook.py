"""The specimen's doors by question, time limits and claims, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DOOR: Final = "doors/desk.yaml"
EVENT: Final = "deadlines/paper-received.yaml"
MYTH: Final = "myths/no-court-no-visit.yaml"

HANDBOOK: Final[Mapping[str, str]] = {
    DOOR: """\
id: desk
name: 某机构客服
when: message.kind = collection
how: 打官方电话，留编号。
hotline: null
order: 2
router:
  routes:
    - {when: message.kind = collection, order: 1, because: 先找它。}
  accepts: [投诉]
  limits: [不管别家]
  attach: [合同]
  times:
    - {parameter: paper-days, what: 答复, starts: 收到那天, counting: plain}
  fallback: [police]
  citations: [peace-law-50]
  registry: [police-110]
  checked_on: 2026-11-01
  expires_after_days: 90
""",
    "parameters/rates/paper-days.yaml": """\
id: paper-days
title: 交材料的天数
what: 收到后几天内交
unit: days
values:
  - {since: 2026-01-01, value: 15, citation: peace-law-50}
confirmed_until: null
checked_on: 2026-11-01
expires_after_days: 365
note: ''
""",
    EVENT: """\
id: paper-received
title: 收到文书
group: court
order: 1
says: [文书]
starts: 收到那天
served: true
limits:
  - id: answer
    title: 交材料
    neutral: 最后一天
    whose: you
    rule: court
    firm: exact
    parameters: [paper-days]
    do: 写好交去。
    lapses: 过了就不能交。
    door: desk
    citations: [peace-law-50]
""",
    MYTH: """\
id: no-court-no-visit
claim: 没有判决不能上门。
says: [上门要有判决, 没判决上门违法]
denies: [没有判决也可以上门]
verdict: 'false'
answer: 不对。
why: 没有这样的规定。
instead: 不开门也可以。
topic: visit
citations: [club-guide-hours]
sources: [{title: 某指引, confidence: medium}]
examples: {claim: 催收上门得拿判决书, denial: 不判也能上门}
""",
    "registry/former-bodies.yaml": """\
- id: old-office
  names: [某旧局]
  until: 2023年
  successor: 某新局
  door: desk
  says: 某旧局没有了。
  source: 某公告
""",
}

# code, path, words changed, changed to, line, field, part of what is told
SAMPLES: Final = (
    ("unknown-fact", DOOR, "{when: message.kind", "{when: message.kin", 9, "router.routes.0.when", "message.kin"),
    ("unknown-value", DOOR, "fallback: [police]", "fallback: [polis]", 15, "router.fallback.0", "polis"),
    ("unknown-value", DOOR, "parameter: paper-days", "parameter: no-days", 14, "router.times.0.parameter", "no-days"),
    ("unknown-provision", DOOR, "[peace-law-50]", "[peace-law-1]", 16, "router.citations.0", "peace-law-1"),
    (
        "door-without-source",
        DOOR,
        "  citations: [peace-law-50]\n  registry: [police-110]\n",
        "",
        7,
        "router",
        "渠道 desk 没有依据",
    ),
    ("lead-without-question", DOOR, "  checked_on", "  lead: true\n  checked_on", 4, "how", "12345"),
    ("unknown-value", EVENT, "[paper-days]", "[paper-day]", 15, "limits.0.parameters.0", "paper-days"),
    ("limit-without-days", EVENT, "    parameters: [paper-days]\n", "", 9, "limits.0", "stated: true"),
    ("units-differ", EVENT, "[paper-days]", "[paper-days, day-rate]", 15, "limits.0.parameters", "同一单位"),
    ("unknown-value", EVENT, "door: desk", "door: dusk", 18, "limits.0.door", "dusk"),
    ("repeated-term", MYTH, "denies: [没有判决也可以上门]", "denies: [上门要有判决]", 4, "denies.0", "上门要有判决"),
    ("unknown-value", "registry/former-bodies.yaml", "door: desk", "door: dusk", 5, "old-office.door", "dusk"),
)
WARNINGS: Final = (
    (
        "check-expired",
        DOOR,
        "  checked_on: 2026-11-01",
        "  checked_on: 2026-01-01",
        18,
        "router.checked_on",
        "重新核对",
    ),
)
