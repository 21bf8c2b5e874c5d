"""One paper with every kind of block, hostile words in it, and one workbook with every kind of cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fairdue.records.paper import (
    Column,
    Heading,
    Items,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Rows,
    Signature,
    Source,
    Sources,
    Table,
    Verbatim,
)
from fairdue.records.sheet import Cell, Formula, Sheet, Workbook

HOSTILE = (
    '<img src=x onerror="hurt()">',
    "</style><script>hurt()</script>",
    '#eval("1+1") $x^2$ *星* _下划线_ @ref <label>',
    "\\u{5B57} #set page(width: 1cm)",
    "=HYPERLINK(A1)",
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 40" font-family="Kurinto Sans SC">'
    '<rect x="0" y="5" width="180" height="20" fill="#777"/><text x="185" y="20" font-size="12">主张 100.00 元</text></svg>'
).encode()
PAPER = Paper(
    title="证据目录",
    blocks=(
        Heading("一、证据", 1, "E0001"),
        Paragraph("今收到 5,820.50 元，日期 2026-11-21。", indent=True),
        Paragraph(HOSTILE[0], strong=True),
        Rows((("提交人", "张某"), ("案由", HOSTILE[1]))),
        Table(
            (Column("编号"), Column("名称", 3), Column("金额", 2, "end")),
            (("E0001", "短信", "100.00"), ("E0002", HOSTILE[2], "200.00"), ("", "合计", "300.00")),
            caption="表一",
            totals=1,
        ),
        Items(("第一项", HOSTILE[3]), numbered=True),
        Items(("甲", "乙")),
        Note("哈希值只说明文件没有变过。", "说明"),
        Verbatim("【某某】你好\n  今天18点前\n😀 请还款", "原话"),
        Picture(SVG, "svg", "主张一百元。", 0.6, "图一"),
        Sources((Source("某部规定第五条", "2024-01-01 起施行"),)),
        Signature(("提交人（签名）", "日期")),
        PageBreak(),
        Heading("二、后页", 2, "E0002"),
        Paragraph("某年某月某日", align="end"),
    ),
    foot="张某诉某公司",
)
WORKBOOK = Workbook(
    "核算",
    (
        Sheet(
            "账目",
            (
                (Cell("核算表", "title"),),
                (Cell("项目", "head"), Cell("金额", "head")),
                (Cell("本金"), Cell(Decimal("10000.00"), number="amount")),
                (Cell("利息"), Cell(Formula("ROUND(B3*0.24*30/365,2)", Decimal("197.26")), number="amount")),
                (Cell("合计", "total"), Cell(Formula("SUM(B3:B4)", Decimal("10197.26")), "total", "amount")),
                (Cell("说明"), Cell(Formula('IF(B5>0,"欠","不欠")', "欠"))),
                (Cell("日期"), Cell(date(2026, 11, 21))),
                (Cell(HOSTILE[4]), Cell(" ＝1+1"), Cell("+86 170"), Cell("@SUM(A1)"), Cell("a\x07b")),
            ),
            widths=(20, 14),
            frozen_rows=2,
        ),
    ),
    names={"本金": "'账目'!$B$3"},
)
