"""Whether the words of a matter say that it cannot wait, pure: offered, never decided."""

import re
import unicodedata
from datetime import date, timedelta

from yizhan_collector.rooms.cases.model import Urgency

SOON = timedelta(days=7)  # 法律援助法 44: a time limit of less than seven days
WORDS: dict[Urgency, re.Pattern[str]] = {
    "self_harm": re.compile(
        r"自杀|自尽|轻生|不想活|活不下去|活着没(有)?意思|想死|寻死|跳楼|割腕|喝农药"
        r"|suicid|kill myself",
        re.I,
    ),
    "violence": re.compile(
        r"家暴|家庭暴力|打我|打孩子|打老人|殴打|毒打|被打|掐脖|动刀|拿刀|砍人|要杀|威胁要|非法拘禁"
        r"|不让(我)?出门|性侵|强奸|猥亵|虐待|beat(s|en|ing)? me|hit(s|ting)? me|threaten",
        re.I,
    ),
    "fraud_in_progress": re.compile(
        r"刚(刚|才)?(给|向|被|把)?.{0,12}(转账|转了|汇款|打款|被骗|骗了)|正在.{0,8}(转账|骗|汇款)"
        r"|安全账户|屏幕共享|共享屏幕|验证码(给|告诉|发)|让我(转账|汇款|打款)|还在(让|叫)我.{0,6}[转汇打]"
        r"|just (sent|transferred)",
        re.I,
    ),
}
LIMIT = re.compile(
    r"时效|期限|期满|到期|截止|开庭|上诉|起诉期|仲裁|复议|举证|答辩|deadline|hearing", re.I
)
NEAR = re.compile(r"今天|今日|明天|明日|后天|大后天|本周|这周|马上|tomorrow|today", re.I)
WITHIN = re.compile(r"(?:还有|还剩|只剩|剩下?|不足|不到)\s*([0-9一二两三四五六七]{1,2})\s*[天日]")
DAY = re.compile(r"(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?")
NUMERALS = {one: value for value, one in enumerate("一二三四五六七", 1)} | {"两": 2}


def offered(said: str, category: str, today: date) -> Urgency | None:
    """What the words of a matter point to; the gravest of several."""
    plain = unicodedata.normalize("NFKC", said)
    for urgency, pattern in WORDS.items():
        if pattern.search(plain):
            return urgency
    if category == "family.violence":
        return "violence"
    return "time_limit" if LIMIT.search(plain) and _soon(plain, today) else None


def _soon(said: str, today: date) -> bool:
    if NEAR.search(said) or any(_count(one) <= SOON.days for one in WITHIN.findall(said)):
        return True
    return any(today <= day <= today + SOON for day in _days(said, today))


def _count(said: str) -> int:
    return NUMERALS.get(said) or (int(said) if said.isdecimal() else 99)


def _days(said: str, today: date) -> list[date]:
    found = []
    for year, month, day in DAY.findall(said):
        for guess in (year,) if year else (today.year, today.year + 1):
            try:
                found.append(date(int(guess), int(month), int(day)))
            except ValueError:
                continue
    return found
