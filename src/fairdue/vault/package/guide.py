"""The page that comes with every package: how to check it with ordinary tools, what that proves, and what it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fairdue.records.paper import Block, Heading, Items, Note, Paper, Paragraph, Verbatim
from fairdue.vault.package.bag import SIGNATURE, Counts

TITLE: Final = "怎样核验"
PROVES: Final = (
    "能说明：原件从封存那一刻起没有改过。",
    "能说明：其他文件从导出那一刻起没有改过。",
    "能说明：封存的先后次序没有改过。",
)
PROVES_MASKED: Final = (
    "能说明：这些文件从导出那一刻起没有改过。",
    "能说明：封存记录里，当时有这几份。",
)
PROVES_NOT: Final = (
    "不能说明：信息是谁发的。号码可以冒用。",
    "不能说明：内容是不是真的。",
    "不能说明：封存以前有没有改过。",
    "不能说明：有没有漏掉别的。包里只有选出来的几份。",
)
WITHOUT_TOKEN: Final = "封存时间是这台电脑的时钟记的，没有第三方证明。"
WITH_TOKEN: Final = "timestamp 文件夹里有时间戳机构的回执，能说明最晚那时已经封存。"
COURT: Final = (
    "这些只是帮你说明文件没有改过。是否采信，由法院认定。制作本包的软件不是第三方存证平台。"
    "手机里的原始信息、录音和聊天记录请继续保留，开庭时可能要看。"
)
MASKED: Final = (
    "这是遮盖版。遮住的内容已经从文件里去掉，找不回来。里面没有原件，也没有原件的数字指纹，"
    "因为从指纹能猜出号码。要核对原件，请用完整版。"
)


@dataclass(frozen=True, slots=True)
class Guided:
    """What the page must name: the counts, the key that signed, and what kind of package it is."""

    counts: Counts
    fingerprint: str
    masked: bool
    has_token: bool


def guide(about: Guided) -> Paper:
    """Write the page for a package."""
    return Paper(TITLE, (*_first(about), *_steps(about), *_meaning(about)))


def as_text(paper: Paper) -> str:
    """Write the page as plain text, with the line ends that every system's editor understands."""
    lines = [paper.title, "=" * 2 * len(paper.title), ""]
    for block in paper.blocks:
        match block:
            case Heading(words=words):
                lines += ["", words, "-" * 2 * len(words)]
            case Items(items=items, numbered=numbered):
                lines += [f"{at}. {item}" if numbered else f"* {item}" for at, item in enumerate(items, 1)]
            case Verbatim(words=words):
                lines += ["", *(f"    {line}" for line in words.split("\n")), ""]
            case Paragraph(words=words) | Note(words=words):
                lines.append(words)
    return "\r\n".join(lines) + "\r\n"


def _first(about: Guided) -> tuple[Block, ...]:
    count = about.counts
    told = f"data 文件夹里应有 {count.payload} 个文件，整个包应有 {count.whole} 个文件。多一个，少一个，都不对。"
    note: tuple[Block, ...] = (Note(MASKED),) if about.masked else ()
    return (*note, Heading("一、数一数", 2), Paragraph(told))


def _steps(about: Guided) -> tuple[Block, ...]:
    openssl = "openssl pkeyutl -verify -pubin -inkey signer.pem -rawin"
    blocks: tuple[Block, ...] = (
        Heading("二、有 Python 的电脑，一步就行", 2),
        Verbatim("python3 verify.py"),
        Paragraph("看到“全部通过：这个包和导出时一样。”，就是通过。这个程序不联网，也不改文件。"),
        Paragraph("verify.py 自己也可能被人换掉。要紧的时候，再照下面的第三步核对一遍。"),
        Heading("三、不用 Python，逐项核对", 2),
        Paragraph("打开命令行，进入这个文件夹。苹果电脑把 sha256sum 换成 shasum -a 256。每一行都应显示 OK 或“成功”。"),
        Verbatim("sha256sum -c tagmanifest-sha256.txt\nsha256sum -c manifest-sha256.txt"),
        Paragraph("Windows 用下面的命令算出一个文件的数，再和 manifest-sha256.txt 里那一行比。"),
        Verbatim("certutil -hashfile 文件名 SHA256"),
        Paragraph("再核对两个签名。应显示 Signature Verified Successfully。"),
        Verbatim(
            f"{openssl} -in checkpoint.txt -sigfile checkpoint.sig\n"
            f"{openssl} -in tagmanifest-sha256.txt -sigfile {SIGNATURE}"
        ),
        Paragraph(
            f"签名公钥的指纹是 {about.fingerprint}。它也印在证据目录的页脚，两处应一样。verify.py 会算出这个指纹。"
        ),
        Paragraph("任何 BagIt 工具也能核对，例如 bagit.py --validate 加文件夹名。"),
    )
    if not about.has_token:
        return blocks
    return (
        *blocks,
        Paragraph("时间戳回执这样核对。CA.pem 是时间戳机构的证书，包里没有就向机构要。"),
        Verbatim("openssl ts -verify -data checkpoint.txt -in timestamp/1.tsr -CAfile timestamp/CA.pem"),
    )


def _meaning(about: Guided) -> tuple[Block, ...]:
    return (
        Heading("四、核验通过，能说明什么", 2),
        Items(PROVES_MASKED if about.masked else PROVES),
        Heading("五、不能说明什么", 2),
        Items(PROVES_NOT),
        Paragraph(WITH_TOKEN if about.has_token else WITHOUT_TOKEN),
        Paragraph(COURT),
    )
