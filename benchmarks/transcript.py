"""How long a call of 20 KB takes, against one flat message of the same length; prints processor time, noise and ratios.

Whole calls, chats and letters come from block 31 of the open corpus: each is one matter from beginning to end. The others
are strung together from many messages and hold far more different matters than anybody says in 20 KB.
"""

from __future__ import annotations

import gc
import random
import statistics
import time
from datetime import date

from fairdue.app.wiring import corpus, examples, the_screener
from fairdue.records.assessment import Message

ROUNDS = 9
SEED = 20261121
TODAY = date(2026, 11, 21)
BYTES = 20_000
# A text of the corpus is whole from so many bytes on.
WHOLE = 18_000
ANSWERS = (
    "嗯，你说。",
    "我在上班，晚点再说吧。",
    "你哪位？",
    "我知道了，下个月发了工资就还。",
    "这个我记不清了。",
    "能不能分期？",
)


def clauses(count: int) -> list[str]:
    """Draw so many sentences from the examples of all rules, what they match and what they must ignore alike."""
    chance = random.Random(SEED)
    held = list(examples().values())
    texts = [one.text for own in held for one in own.matches] + [one.text for own in held for one in own.ignores]
    return [text.replace("\n", "，") for text in chance.choices(texts, k=count)]


def cut(text: str) -> str:
    """Cut a text to the size measured."""
    return text.encode("utf-8")[:BYTES].decode("utf-8", "ignore")


def transcript(said: list[str]) -> str:
    """Let a collector say the sentences and the reader answer each."""
    chance = random.Random(SEED)
    return cut("\n".join(f"坐席：{words}\n你：{chance.choice(ANSWERS)}" for words in said))


def together(channel: str) -> str:
    """Put calls, letters or chats of the open corpus one after another: many matters, each as its sender would put it."""
    said = [str(row["text"]) for row in corpus() if row.get("channel") == channel]
    random.Random(SEED).shuffle(said)
    return cut("\n".join(said))


def whole(channels: set[str]) -> list[str]:
    """Return the texts of the open corpus that are one call, chat or letter of about the size measured."""
    texts = (str(row["text"]) for row in corpus() if row.get("channel") in channels)
    return [cut(text) for text in texts if len(text.encode("utf-8")) >= WHOLE]


def chat(count: int) -> str:
    """Compose a chat of so many short turns."""
    chance = random.Random(SEED)
    return "\n".join(f"{'催收' if turn % 2 else '我'}：{chance.choice(ANSWERS)}" for turn in range(count))


def letter(said: list[str]) -> str:
    """Set the sentences as a letter in lines of one width, with a page number every forty lines."""
    whole = cut("".join(f"{words}。" for words in said))
    lines = [whole[at : at + 36] for at in range(0, len(whole), 36)]
    paged = [f"{line}\n第{at // 40 + 1}页 共9页" if at % 40 == 39 else line for at, line in enumerate(lines)]
    return "\n".join(paged)


def milliseconds(text: str) -> list[float]:
    """Return the processor time of each round."""
    screener, message = the_screener(), Message(text)
    screener.assess(message, TODAY)
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        screener.assess(message, TODAY)
        times.append((time.process_time() - begun) * 1000)
    return times


def main() -> None:
    """Measure one flat message, transcripts and letters of the same size, and a chat of 5,000 turns."""
    gc.set_threshold(100_000, 20, 20)  # as the command does
    said = clauses(900)
    quiet = [ANSWERS[place % len(ANSWERS)] for place in range(900)]
    texts = {
        "flat message (baseline)": [cut("，".join(said))],
        "whole calls": whole({"call"}),
        "whole chats": whole({"im"}),
        "whole letters and papers": whole({"letter"}),
        "a phone's messages": whole({"sms"}),
        "transcript, nothing untoward": [transcript(quiet)],
        "many calls strung together": [together("call")],
        "many letters strung together": [together("letter")],
        "many chats strung together": [together("im")],
        "transcript, a rule in each turn": [transcript(said)],
        "letter, a rule in each sentence": [letter(said)],
        "chat of 2,500 turns": [chat(2500)],
        "chat of 5,000 turns": [chat(5000)],
    }
    print(f"{ROUNDS} rounds, median processor time (least to most), the slowest text, ratio to the baseline")
    baseline = 0.0
    for name, own in texts.items():
        times = [milliseconds(text) for text in own]
        middles = [statistics.median(each) for each in times]
        middle = statistics.median(middles)
        baseline = baseline or middle
        size = sum(len(text.encode("utf-8")) for text in own) / len(own) / 1000
        least, most = min(map(min, times)), max(map(max, times))
        print(
            f"{name:<32}{len(own):3} x{size:7.1f} KB{middle:8.1f} ms  ({least:.1f} to {most:.1f}){max(middles):8.1f} ms"
            f"{middle / baseline:6.2f} x"
        )


if __name__ == "__main__":
    main()
