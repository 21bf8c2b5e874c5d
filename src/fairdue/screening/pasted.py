"""Tell where several messages were pasted one under another: what two senders say makes no sentence together."""

from __future__ import annotations

from itertools import pairwise

from fairdue.kernel.expression import Expression

# A line of fewer characters is a heading, a signature or half a thought: then all lines are one message's.
_LEAST = 20
_LINE = Expression(r"[^\n]+")
# How a message is signed; how one begins, with its sender or with who is spoken to: a new paragraph does neither. What
# makes lines parts of one form.
_SIGNED = Expression(r"[】〕\]]\s*$")
_ADDRESS = Expression(
    r"[【〔\[]|(?:尊敬的|亲爱的|[您你](?:好|的|尾号|有一?[笔件]|于))|[^,。!?:\n]{1,8}(?:先生|女士|[您你]好)"
    r"|[^,。!?:\n]{1,4}[某总哥姐叔姨婶舅爷爸妈弟妹傅任]好?[,:]|[^,。!?:\n]{5,16}:"
)
_FORM = Expression(r"(?:^|\n)(?:\(?(?:[A-Da-d]|[0-9]{1,2}|[一二三四五六七八九十]{1,3})[.、)]|[^\n:。,]{1,4}:)")


def further_messages(text: str) -> list[int]:
    """Return where messages after the first begin, in a cleaned text; none where the lines may be one message's.

    >>> further_messages("您的借款已逾期三天,请尽快处理,谢谢您的配合。\\n【某某区法院】您的案件将于明日上午九点开庭。")
    [24]
    >>> further_messages("催告函\\n您的借款已逾期三天,请尽快处理,谢谢您的配合。")
    []
    """
    lines = list(_LINE.finditer(text))
    if any(line.end() - line.start() < _LEAST for line in lines) or _FORM.search(text):
        return []
    return [
        following.start()
        for line, following in pairwise(lines)
        if _SIGNED.search(line.group()) or _ADDRESS.match(following.group())
    ]
