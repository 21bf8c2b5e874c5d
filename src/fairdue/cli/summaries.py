"""What each command is for, in one line: the first paragraph of its help, beside it so that the list needs no command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SUMMARIES: Final[Mapping[str, str]] = {
    "check": "查一条信息：真不真，合不合规，现在做什么。Check one message.",
    "screen": "成批查一个文件（JSONL 或 CSV，要有 text）。Screen a file of messages.",
    "evaluate": "用有标注的数据量一量答得准不准。Measure the answers on labelled messages.",
    "next": "现在做什么：按处境和事实，一步一步。What to do now.",
    "doors": "该找谁：按事情、机构、地方排出先后。Whom to turn to, first one first, by matter, lender and place.",
    "due": "算期限：哪天是最后一天，过了会怎样。Count the last days after a paper came, or over a folder of cases.",
    "myth": "这种说法对吗：用自己的话问。Ask in your own words whether a claim holds.",
    "before": "先看再答：哪些话、钱、纸会让时效重新起算。Which words, payments and papers restart limitation, before you act.",
    "script": "话术：电话里、门口、信里怎么说。What to say; without ID the list.",
    "agreement": "签字前看一遍协议里的坑。Look an agreement or offer over before signing it.",
    "optimiser": "算一算债务中介收的钱，值不值。Price a debt optimiser's offer against what it promises.",
    "lender": "查一个机构名、号码或域名。Look up a name, a number or a domain.",
    "law": "法律：按编号看条款，按词查条款。Show and search the provisions of the pack.",
    "rules": "规则：列出、查看、用自带例句检验。List, show and test the rules.",
    "packs": "数据包：检查、编译、审阅。Check, build and review data packs.",
    "rate": "算一笔借款一年的真实成本。What a loan truly costs a year, from dated or evenly spaced flows.",
    "schedule": "排出每期还多少：本金、利息、费用、剩余本金。What is to be paid when, to the fen.",
    "audit": "核算：对方要的、有依据的、差多少、为什么。Rebuild a claim: claimed, supported, difference, because.",
    "limitation": "时效：哪天到期，做什么会重新起算。Limitation: when it ends, and what would restart it, told before you act.",
    "offer": "签约前看报价：一年真实成本、一共多付多少、收费买了什么。Read an offer before signing: cost, fees, warning signs.",
    "case": "案件：记下谁、什么时候、做了什么。Cases in the vault.",
    "evidence": "证据：原样封存，随时核验，按需导出。Evidence, sealed as it came.",
    "vault": "保险箱：新建、备份、恢复、检查。The encrypted vault on this machine.",
    "serve": "在这台机器上打开网页。Open the page on this machine; nothing leaves it.",
}
