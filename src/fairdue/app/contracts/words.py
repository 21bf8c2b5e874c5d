"""Every error in the reader's language: what happened, where, what to do next; it decides nothing.

Chinese is the source text; English comes from the `fairdue` catalogue. A sentence is looked up by the code of the
error, or by `code/why` where one code covers several mishaps, and its `{fields}` are the error's values.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from errno import EACCES, EISDIR, ENAMETOOLONG, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from typing import Final

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.contracts.catalogue import words
from fairdue.kernel.errors import FairDueError

SENTENCES: Final[Mapping[str, str]] = {
    "error": _("出了意外，没能完成。请再试一次；若仍这样，请把命令和这句话报告给维护者。"),
    "input": _("给的内容用不了。请对照 --help 检查，再试一次。"),
    "bad-arguments": _("参数用不了：{detail}。请用 --help 看用法。"),
    "bad-arguments/missing": _("还缺 {detail}。请用 --help 看用法。"),
    "bad-arguments/no-such-option": _("没有 {detail} 这个选项。请用 --help 看用法。"),
    "bad-arguments/no-such-command": _("没有「{detail}」这个命令。请用 --help 看有哪些。"),
    "bad-arguments/not-a-choice": _("{detail} 只能是：{known}。请选一个。"),
    "bad-arguments/out-of-range": _("{detail} 的数不在范围里。请写 {known} 的整数。"),
    "bad-arguments/too-many": _("多写了：{detail}。请用 --help 看用法。"),
    "empty-field": _("还没有写{what}。请写上，再试一次。"),
    "empty-text": _("没有可读的文字。请粘贴信息原文，或给出文件名。"),
    "text-too-long": _("内容太长：有 {length} {unit}，上限是 {limit} {unit}。请只留相关的部分，或分几次查。"),
    "not-text": _("{source} 不是文字，看起来是{kind}。请把里面的话存成 .txt，再试一次。"),
    "unknown-encoding": _("{source} 的编码认不出，从第 {offset} 个字节起读不通。请另存为 UTF-8，再试一次。"),
    "unusable-date": _("日期「{given}」用不了。请写成 2026-11-21 这样的日期。"),
    "unusable-date/not-a-date": _("「{given}」不是一个日期。请写成 2026-11-21 或 2026-11-21T09:30。"),
    "unusable-date/not-a-time": _("「{given}」不是钟点。请写成 21:05 这样。"),
    "unusable-date/in-the-future": _("日期「{given}」还没到，今天是 {limit}。请核对这个日子。"),
    "unusable-date/before-the-row": _("日期「{given}」比 {limit} 还早。请核对这两个日子。"),
    "unusable-date/served-in-the-future": _(
        "「{given}」还没到，今天是 {limit}。请填真正收到的那天；还没收到就先不算。"
    ),
    "unusable-date/before-the-pack": _("日期「{given}」太早，数据包只回答 {limit} 以后的信息。请核对收到信息的日子。"),
    "unusable-date/no-rate-yet": _("{given} 还没有利率可用，最早的利率从 {limit} 起。请补上那天的利率。"),
    "unknown-name": _("没有叫「{given}」的{what}。可以用：{known}。"),
    "unknown-name/none-there": _("没有叫「{given}」的{what}。这里还一个也没有，请先记一个。"),
    "unknown-name/none-yet": _("这里还没有{what}。请先建一个。"),
    "unknown-name/none-given": _("没有说是哪一个{what}。请写上编号：{known}。"),
    "unfit-correction": _("「{given}」不能这样更正。请核对后再试。"),
    "unfit-correction/corrected-before": _("「{given}」已经更正过了。要再改，请更正新的那条：{by}。"),
    "unfit-correction/other-kind": _("「{given}」是另一种记录。请按它原来的种类更正，或把它撤回。"),
    "unfit-correction/unchanged": _("「{given}」没有改动，所以没有记。请写上要改成什么。"),
    "unknown-name/no-such-row": _("没有编号是「{given}」的{what}。请用 fairdue case timeline 看编号。"),
    "missing-column": _("{source} 里没有「{column}」这一列，只有：{found}。请改好列名，再试一次。"),
    "broken-record": _("{source} 第 {line} 行读不懂：{why}。其余各行照常处理。请改好这一行，再查它。"),
    "broken-record/column-twice": _("{source} 第 {line} 行里有两列同名。什么都没有写。请改好列名，再试一次。"),
    "broken-record/no-header": _("{source} 第 {line} 行的列名读不懂。什么都没有写。请核对这个文件，再试一次。"),
    "broken-record/unfit": _("{source} 里的「{line}」不合格式。什么都没有存进去。请核对这个文件，再试一次。"),
    "broken-record/not-a-document": _("{source} 读不懂：不是 JSON。什么都没有存进去。请核对这个文件，再试一次。"),
    "broken-record/not-a-case": _("{source} 不是案件文件。请选 fairdue case export 写出的文件。"),
    "broken-record/not-a-box": _("「{source}」第 {line} 个方块读不懂。请写成 左,上,宽,高，例如 10,20,300,60。"),
    "broken-record/not-a-recipient": _("「{source}…」不是 age 公钥。请向收件人要 age1 开头的那一串。"),
    "broken-record/too-large-for-passphrase": _("这个包太大，不能用口令加密。请改用收件人的公钥，或分几次导出。"),
    "unreadable-file": _("文件 {path} 读不了或写不了：{why}。请核对路径和权限，再试一次。"),
    "package-refused": _("这个包没有核对：{why}。请换一份再试。"),
    "package-refused/not-a-zip": _("这不是 ZIP 文件，或者没有传完整。请选导出的证据包，再试一次。"),
    "package-refused/no-package": _("里面没有证据包。请选导出的那个 .zip，或装着“完整版”的文件夹。"),
    "package-refused/broken-zip": _("「{given}」解不开，压缩包坏了。请向给你的人重新要一份。"),
    "package-refused/locked-zip": _("这个压缩包另外加了密。请先解开，再核对里面的证据包。"),
    "package-refused/strange-packing": _("「{given}」用了少见的压缩方式，没有打开。请重新压成普通的 ZIP。"),
    "package-refused/link": _("「{given}」是一个链接，不是文件。证据包里不会有这个，没有打开。请另要一份。"),
    "package-refused/bad-name": _("「{given}」这个文件名想跑到别处去。证据包里不会有这个，没有打开。请另要一份。"),
    "package-refused/name-twice": _("「{given}」在压缩包里出现两次。证据包里不会有这个，没有打开。请另要一份。"),
    "package-refused/too-many-files": _("里面的文件太多，上限是 {limit} 个。没有打开。请另要一份。"),
    "package-refused/too-large-package": _("解开以后太大，上限是 {limit} 个字节。请用包里的 verify.py 核对。"),
    "package-refused/bomb": _("这个压缩包解开以后大得不正常，像是故意做的。没有打开。请另要一份。"),
    "package-refused/passphrase-missing": _("这个包加了口令。请填上导出时的口令，再试一次。"),
    "package-refused/wrong-package-passphrase": _("这个包的口令不对，或者文件坏了。请核对后再试。"),
    "package-refused/locked-for-a-key": _("这个包是加密给收件人公钥的。请收件人先用 age 解开，再核对。"),
    "package-refused/lock-too-costly": _("解这个包的锁要花的力气大得不正常。没有打开。请另要一份。"),
    "package-refused/too-large-locked": _("加了口令的包太大，上限是 {limit} 个字节。请先用 age 解开，再核对。"),
    "unusable-figure": _("{where}：「{given}」用不了。请对照说明改好，再试一次。"),
    "unusable-figure/missing": _("{where}：缺少这一项。请补上。"),
    "unusable-figure/unknown-field": _("{where}：没有「{given}」这一项。可以用：{limit}。"),
    "unusable-figure/unknown-choice": _("{where}：没有「{given}」这个选择。可以用：{limit}。"),
    "unusable-figure/not-yaml": _("{where}：YAML 写法不对（{given}）。请检查缩进、引号和括号。"),
    "unusable-figure/not-utf8": _("{where}：这里不是 UTF-8 文字，也许是二进制文件。请存成 UTF-8 文本，再试一次。"),
    "unusable-figure/file-too-big": _("{where}：文件太大，上限是 {limit} 个字节。请只留相关的部分。"),
    "unusable-figure/control-character": _("{where}：这里有控制字符 {given}。请删掉它。"),
    "unusable-figure/yaml-empty": _("{where}：里面什么也没有。请对照例子填好。"),
    "unusable-figure/duplicate-key": _("{where}：「{given}」写了不止一次。请只留一处。"),
    "unusable-figure/yaml-alias": _("{where}：这里用了引用（& 或 *）。请把内容写全。"),
    "unusable-figure/yaml-depth": _("{where}：套得太深，最多 {limit} 层。请减少层次。"),
    "unusable-figure/yaml-key": _("{where}：这个键用不了。请写成普通的词，不用 << 合并。"),
    "unusable-figure/yaml-tag": _("{where}：标签「{given}」用不了。请去掉它，只写普通的值。"),
    "unusable-figure/yaml-two-documents": _("{where}：从这里起是第二份内容（---）。请拆成两个文件。"),
    "unusable-figure/not-a-mapping": _("{where}：这里应是“键: 值”的形式。请对照例子改好。"),
    "unusable-figure/not-a-list": _("{where}：这里应是一个列表。请让每一项以“- ”开头。"),
    "unusable-figure/not-an-amount": _("{where}：「{given}」不是金额。请写成 5000、1.5万 或 伍仟元整。"),
    "unusable-figure/negative": _("{where}：「{given}」是负数。请写正数；方向由所在的栏目决定。"),
    "unusable-figure/zero": _("{where}：不能是零。请写大于零的数。"),
    "unusable-figure/too-large": _("{where}：「{given}」太大，上限是 {limit}。请核对“万元”和“元”。"),
    "unusable-figure/too-fine": _("{where}：「{given}」比分还细。请写到分。"),
    "unusable-figure/no-such-day": _("{where}：没有「{given}」这一天。请改成存在的日期。"),
    "unusable-figure/far-off": _("{where}：「{given}」离现在太远，年份要在 {limit} 之间。请核对年份。"),
    "unusable-figure/not-a-day": _("{where}：「{given}」不是日期。请写成 2026-11-21。"),
    "unusable-figure/not-a-prepayment": _("{where}：「{given}」读不懂。请写 日期=金额，例如 2026-05-01=5000。"),
    "unusable-figure/not-without": _("{where}：要和 {limit} 一起用。请补上。"),
    "unusable-figure/before-the-loan": _("{where}：{given} 早于放款日 {limit}。请核对日期；先付的钱记在放款日。"),
    "unusable-figure/not-a-rate": _("{where}：「{given}」不是利率。请写 24、24%、月息1.5% 或 日万分之五。"),
    "unusable-figure/looks-like-fraction": _(
        "{where}：「{given}」像是小数或月利率。年利率 24% 请写 24；月利率请写 {given}%/月；一年 {given}% 请写 {given}%。"
    ),
    "unusable-figure/no-period": _(
        "{where}：「{given}」没说是每天、每月还是每年。请写成 日万分之五、月息1.5% 或 24%。"
    ),
    "unusable-figure/not-a-period": _("{where}：「{given}」不是间隔。请写 1 month、2 weeks、10 days 或 半月。"),
    "unusable-figure/not-a-count": _("{where}：「{given}」不是个数。请写 {limit} 之间的整数。"),
    "unusable-figure/not-for-method": _("{where}：「{given}」不适用于 {limit}。请去掉它，或换一种算法、还款方式。"),
    "unusable-figure/both-or-neither": _("{where}：请写按日期的 advances 和 payments，或只写 periodic，二选一。"),
    "unusable-figure/never-repaid": _("{where}：每期付 {given} 不够付利息，欠款只会变多。请核对金额和利率。"),
    "unusable-figure/not-for-the-page": _("{where} 里有网页放不下的内容，怕丢掉，没有打开。请用 fairdue audit 来算。"),
    "unusable-figure/not-an-instalment": _(
        "{where}：「{given}」看不出本金是多少。请写成 2025-02-15 本金 800 利息 200。"
    ),
    "unusable-figure/not-an-event": _("{where}：「{given}」看不出是什么事。请写明是催要、还款、承认还是起诉。"),
    "unusable-figure/not-payments": _(
        "{where}：「{given}」看不懂。请写成 2024-02-05 1254.71，多笔用分号隔开；没还过写 没有。"
    ),
    "unusable-figure/not-a-workbook": _("{where}：打不开这张表。请用表格软件另存为 XLSX 或 CSV，再试一次。"),
    "unusable-figure/both-rates": _("{where}：又写了利率，又写没有约定利息。请二选一。"),
    "unusable-figure/ends-before": _("{where}：结束的 {given} 早于开始的 {limit}。请核对两个日期。"),
    "unusable-figure/more-than-lent": _("{where}：到手 {given} 比借款 {limit} 还多。请核对两个数。"),
    "unusable-figure/not-yes-or-no": _("{where}：「{given}」用不了。请写 true 或 false。"),
    "unusable-figure/not-a-whole-number": _("{where}：「{given}」不是整数。请写整数。"),
    "unusable-figure/not-come-yet": _("{where}：{given} 还没到，今天是 {limit}。请看邮戳或签收记录，核对是哪一天。"),
    "many-faults": _("{source} 有 {count} 处要改，请逐处改好：\n{faults}"),
    "no-rate": _("这些款项算不出利率。请核对放款和还款各有几笔、各是多少。"),
    "no-rate/no-flows": _("没有放款也没有还款，算不出利率。请至少写一笔放款和一笔还款。"),
    "no-rate/one-direction": _("钱只朝一个方向走，算不出利率。请核对放款和还款；periodic 里收到的钱写负数。"),
    "no-rate/same-day": _("所有的款项都在 {given} 这一天，算不出一年的利率。请核对日期。"),
    "no-rate/no-root": _("现金流方向变了 {given} 次，没有一个利率能让两边相等。请核对有没有漏记或记反的一笔。"),
    "no-rate/not-evenly-spaced": _("还款日不是整 {given} 间隔，不能按期算。请改用 xirr，或在 unit_period 写明间隔。"),
    "missing-extra": _("这项功能需要 {package}，还没有安装。请运行：pip install 'fairdue[{extra}]'"),
    "missing-glyph": _("有的字符印不出来：{characters}。请换成别的写法，再试一次。"),
    "pack": _("数据包出了问题，没法回答。请运行 fairdue packs check 查看。"),
    "pack-not-found": _("没有叫「{given}」的数据包。已安装的有：{known}。"),
    "pack-broken": _("数据包 {pack} 有 {count} 处问题，第一处是：{first}。请运行 fairdue packs check 看全部。"),
    "law": _("数据包里的法律回答不了这个问题。请换一个日期或条款再查。"),
    "unknown-provision": _("数据包里没有条款「{provision}」。相近的有：{near}。请用 fairdue law search 查找。"),
    "not-in-force": _("条款「{provision}」在 {on} 没有施行。施行期间：{since} 至 {until}。接续它的是：{successor}。"),
    "not-citable": _("条款「{provision}」不作依据引用。请换一条可以引用的条款。"),
    "not-citable/background": _("条款「{provision}」只作背景，不作依据引用。请换一条可以引用的条款。"),
    "not-citable/no-standing": _("条款「{provision}」所在的文件给不出结论强度，不作依据引用。请换一条。"),
    "no-value/before-first": _("参数「{parameter}」在 {on} 还没有值，数据包没有更早的记录。请换一个日期。"),
    "no-value/no-longer-set": _("参数「{parameter}」从 {last} 的次日起不再规定，依据是 {citation}。请改用现行的参数。"),
    "no-value": _("参数「{parameter}」在 {on} 没有确认过的值，最后确认到 {last}。请先核对官方公布的值，再更新数据包。"),
    "no-value/not-confirmed": _(
        "参数「{parameter}」在 {on} 没有确认过的值，最后确认到 {last}。请先核对官方公布的值，再更新数据包。"
    ),
    "vault": _("保险箱没能完成这一步。已经存好的都在。请再试一次。"),
    "no-vault": _("{path} 里没有保险箱。请核对文件夹，或先新建一个。"),
    "vault-exists": _("{path} 里已经有东西了。请换一个空文件夹；原有的没有动。"),
    "vault-locked": _("保险箱还锁着。请先输入口令。"),
    "weak-passphrase": _("这个口令太容易被猜到。请换一个更长的。"),
    "weak-passphrase/too-short": _("口令太短，至少要 {limit} 个字。可以用几个不相干的词。"),
    "weak-passphrase/digits-only": _("只有数字的口令至少要 {limit} 位。请换成几个不相干的词。"),
    "weak-passphrase/one-character": _("口令不能是一个字反复。可以用几个不相干的词。"),
    "wrong-passphrase": _("口令不对，保险箱没有打开，也没有改动。忘了口令，可以用恢复码。"),
    "wrong-recovery-key": _("恢复码打不开这个保险箱。请核对后再输入。"),
    "wrong-recovery-key/mistyped": _("恢复码抄错了：校验位对不上。请对照纸上的，逐组再输入。"),
    "wrong-recovery-key/other-vault": _("恢复码没有抄错，但不是这个保险箱的。请找对应的那一张。"),
    "recovery-not-proven": _("恢复码还没有核对。请先把纸上的恢复码输入一遍，再存东西。"),
    "key-file-damaged": _("两份钥匙文件都坏了：{path}。请从备份里找回 keys.json，其余文件不要动。"),
    "vault-damaged": _("保险箱的数据库读不了：{path}（{why}）。请不要删任何文件；可以从备份恢复，或用救援把原件取出。"),
    "item-damaged/missing": _("证据 {item} 的文件不见了。其余的不受影响。请从备份找回。"),
    "item-damaged/changed": _("证据 {item} 的文件和封存时不一样。其余的不受影响。请从备份找回。"),
    "item-damaged": _("证据 {item} 读不了。其余的不受影响。请从备份找回。"),
    "item-held": _("证据 {item} 设了保留，不能删。原因：{reason}。请先解除保留。"),
    "item-deleted": _("证据 {item} 已在 {on} 删除，只留下一条记录。请查看保管记录。"),
    "vault-busy": _("另一个程序正在写这个保险箱：{holder}。请等它做完再试。"),
    "vault-changed": _("保险箱换过钥匙或被替换了。请重新打开：{path}。"),
    "vault-too-new": _("这个保险箱由更新的版本写成（{found}，本版只认到 {known}）。没有动它。请更新后再打开。"),
    "unsafe-database": _("这里的 SQLite（{found}）有会丢数据的毛病，不能用来写。需要 {needed}，请更新。"),
    "disk-refused": _("磁盘没有收下：{path}（{why}）。之前存好的都在，这一次没有存。请检查磁盘再试。"),
    "disk-refused/disk-full": _("磁盘满了：{path}。之前存好的都在，这一次没有存。请腾出空间再试。"),
    "disk-refused/no-room": _("空间不够，这一步没有开始：{path}。请腾出空间再试。"),
    "disk-refused/read-only": _("这里只能读，不能写：{path}。之前存好的都在。请换到能写的地方。"),
    "disk-refused/disk-failed": _("磁盘报错了：{path}。之前确认存好的没有动，这一次没有存。请先备份，再检查磁盘。"),
    "backup-broken": _("备份 {path} 有问题（{why}）。没有用它恢复任何东西。请换一份备份。"),
    "checkpoint-refused": _("这份检查点对不上这个保险箱。请核对文件。"),
    "checkpoint-refused/other-vault": _("这份检查点属于另一个保险箱。请换一份。"),
    "checkpoint-refused/bad-signature": _("这份检查点的签名对不上，不能作为凭据。请换一份。"),
    "checkpoint-refused/unreadable": _("这份检查点读不懂，文件可能不全。请换一份。"),
    "timestamp-refused/bad-address": _("时间戳机构的地址「{given}」用不了。请写 https:// 开头的地址。"),
    "timestamp-refused": _("时间戳回执用不了：{why}。没有存下它。请重新申请。"),
}

_VALUES: Final[Mapping[str, str]] = {
    "characters": _("个字"),
    "bytes": _("个字节"),
    "not-found": _("找不到这个文件"),
    "no-permission": _("没有权限"),
    "is-a-directory": _("这是一个文件夹"),
    "empty-file": _("里面什么也没有"),
    "name-too-long": _("文件名太长"),
    "not-a-file": _("不是普通文件"),
    "case-title": _("案件的名字"),
    "party-name": _("名字"),
    "debt-lender": _("放款机构"),
    "note-words": _("要记的话"),
    "search-words": _("要找的词"),
    "deadline-what": _("要做什么"),
    "document-title": _("文件的名字"),
    "reason": _("为什么删"),
    "withdrawal-reason": _("为什么撤回"),
    "finding-words": _("自己的话"),
    "disk-full": _("磁盘满了"),
    "unreadable": _("系统拒绝读写"),
    "same-file": _("输入和输出是同一个文件"),
    "no-case-file": _("里面没有 .yaml 文件"),
    "event": _("事情"),
    "issue": _("事情"),
    "myth": _("说法"),
    "stage": _("阶段"),
    "group": _("类别"),
    "province": _("省份"),
    "already-there": _("那里已经有东西了，没有覆盖"),
    "too-large-file": _("文件太大"),
    "too-large-picture": _("太大的图片"),
    "broken-picture": _("读不了的图片"),
    "case": _("案件"),
    "exhibit": _("证据"),
    "finding": _("命中"),
    "party": _("人"),
    "debt": _("债务"),
    "entry": _("记录"),
    "not-json": _("不是 JSON"),
    "not-an-object": _("不是一个 JSON 对象"),
    "not-csv": _("不是 CSV，或有一格太长"),
    "not-utf8": _("有不是 UTF-8 的字节"),
    "unread-bytes": _("有读不通的字节"),
    "no-text": _("没有 text 这一项"),
    "text-not-a-string": _("text 不是文字"),
    "too-long": _("这一行太长"),
    "binary": _("二进制文件"),
    "pdf": _("PDF 文件"),
    "archive": _("压缩文件或 Office 文件"),
    "program": _("程序文件"),
    "picture": _("图片"),
    "sound": _("录音"),
    "database": _("数据库文件"),
    "-": _("标准输入"),
    "text": _("给出的文字"),
    "record": _("记录"),
    "pack": _("数据包"),
    "rule": _("规则"),
    "lang": _("语言"),
    "channel": _("途径"),
    "lender": _("机构"),
    "lender-kind": _("机构类型"),
    "confirmed": _("核实方式"),
    "parameter": _("参数"),
    "situation": _("处境"),
    "script": _("话术"),
    "card": _("卡片"),
    "provision": _("条款"),
    "host": _("本机地址"),
    "engine": _("引擎"),
    "format": _("格式"),
    "kind": _("种类"),
    "mistyped": _("抄错了"),
    "other-vault": _("不是这个保险箱的"),
    "read-only": _("只能读"),
    "disk-failed": _("磁盘报错"),
    "no-room": _("空间不够"),
    "not-a-database": _("不是数据库，或钥匙不对"),
    "page-damaged": _("有数据页对不上校验"),
    "database-missing": _("数据库文件不见了"),
    "rows-missing": _("缺少该有的表"),
    "not-a-backup": _("不是保险箱的备份"),
    "file-missing": _("缺少文件"),
    "file-damaged": _("有文件和备份时不一样"),
    "strange-file": _("有不该有的文件"),
    "too-large": _("大得不正常"),
    "not-granted": _("对方没有签发"),
    "other-data": _("回执不是为这份数据签的"),
    "other-nonce": _("回执不是对这次申请的"),
    "bad-signature": _("签名对不上"),
    "item": _("证据"),
    "checkpoint": _("检查点"),
}

_ABSENT: Final[Mapping[str, str]] = {
    "since": _("日期不详"),
    "until": _("今后"),
    "successor": _("没有记录"),
    "near": _("没有相近的"),
    "known": _("没有可选的"),
    "found": _("一列也没有"),
    "last": _("没有记录"),
    "holder": _("不知道是哪个"),
}
_NAMES: Final = frozenset(
    {"given", "detail", "path", "known", "near", "column", "provision", "parameter", "first", "reason"}
)
_SHOWN_AT_MOST: Final = 12
_LONGEST_PATH: Final = 240  # characters of a path that a sentence shows whole


def sentence(error: FairDueError, lang: str = "zh") -> str:
    """Say an error to a person: what happened, where, what to do next.

    A value the sentence needs and the error lacks is shown as its name in 〔〕, never blanked out. A place the sentence
    has no room for comes before it.
    """
    say = words(lang)
    template = say(SENTENCES[_key(error)])
    names = {name for _text, name, _spec, _conv in string.Formatter().parse(template) if name}
    told = template.format_map({name: _value(error, name, lang) for name in names})
    where = "" if "where" in names else error.values.get("where")
    return f"{where}{'：' if lang == 'zh' else ': '}{told}" if where else told


def as_json(error: FairDueError, lang: str = "zh") -> dict[str, object]:
    """Return the one JSON shape of every failure: `{"error": {"code", "message", "values", "exit_code"}}`."""
    values = {name: _plain(value, lang) for name, value in error.values.items()}
    return {
        "error": {
            "code": error.code,
            "message": sentence(error, lang),
            "values": values,
            "exit_code": error.exit_code,
        }
    }


def reason_of(error: Exception) -> str:
    """Name what the system or the decoder refused, as one of our own codes."""
    if isinstance(error, UnicodeError):
        return "not-utf8"
    known = {ENOENT: "not-found", EACCES: "no-permission", EPERM: "no-permission", EROFS: "no-permission"}
    known |= {EISDIR: "is-a-directory", ENOTDIR: "not-found", ENOSPC: "disk-full", ENAMETOOLONG: "name-too-long"}
    return known.get(getattr(error, "errno", None) or 0, "unreadable")


def _key(error: FairDueError) -> str:
    """Find the most exact sentence: the code with its reason, the code, then the family it belongs to."""
    why = error.values.get("why") or ("none-there" if error.values.get("known") == () else None)
    exact = f"{error.code}/{why}"
    if exact in SENTENCES:
        return exact
    family = (getattr(cls, "code", "") for cls in type(error).__mro__)
    return next(code for code in family if code in SENTENCES)


def _value(error: FairDueError, name: str, lang: str) -> str:
    """Word one value of an error for a sentence."""
    say = words(lang)
    if name not in error.values:
        return f"〔{name}〕"
    value = error.values[name]
    if value is None or value == () or value == [] or value == "":
        return say(_ABSENT.get(name, _("没有")))
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        told = [sentence(item, lang) for item in value if isinstance(item, FairDueError)]
        if told:
            return "\n".join(told)
        items = [str(item) for item in value]
        more = ["…"] if len(items) > _SHOWN_AT_MOST else []
        return ("、" if lang == "zh" else ", ").join(items[:_SHOWN_AT_MOST] + more)
    if name == "path" and len(str(value)) > _LONGEST_PATH:
        return f"{str(value)[: _LONGEST_PATH // 2]}…{str(value)[-_LONGEST_PATH // 4 :]}"
    return str(value) if name in _NAMES else _word(value, lang)


def _word(value: object, lang: str) -> str:
    """Word a value that is one of our own codes, with what follows its colon; everything else is shown as it is."""
    code, colon, detail = str(value).partition(": ")
    known = code.lower().replace("_", "-")
    if known not in _VALUES:
        return str(value)
    said = words(lang)(_VALUES[known])
    return f"{said} ({detail})" if colon else said


def _plain(value: object, lang: str) -> object:
    """Turn a value into what JSON can carry, keeping numbers, truth values and null as they are."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, FairDueError):
        return as_json(value, lang)["error"]
    if isinstance(value, Mapping):
        return {str(key): _plain(item, lang) for key, item in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return [_plain(item, lang) for item in value]
    return str(value)
