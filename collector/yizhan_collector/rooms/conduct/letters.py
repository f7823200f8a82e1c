"""The fields of the papers: what was proposed, decided and answered, in the words of the papers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.conduct.model import Evidence, Objection, Result, Sanction
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.people.model import district, procuratorate
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service as terms

MOST = 40  # lines of evidence that a paper lists one by one
TITLES = {
    "praise": "表扬决定书",
    "reprimand": "训诫决定书",
    "warning": "警告决定书",
    "security_proposal": "治安管理处罚建议书",
    "revocation_proposal": "撤销缓刑（假释）建议书",
    "recommit_proposal": "收监执行建议书",
}


def route(county: str) -> str:
    """Where one objects, and where one goes with the answer (实施办法 art. 32)."""
    place = district(county)
    return (
        f"向{place}司法局提出异议，{place}司法局答复；对答复不服的，向{procuratorate(county)}提出"
    )


def decision(
    tx: Connection, one: Sanction, evidence: Sequence[Evidence], by: Staff, county: str, today: date
) -> dict[str, object]:
    """The fields of the paper of this measure."""
    if one.measure == "praise":
        return _praise(one, county, today)
    shown = {
        "facts": one.facts,
        "evidence": _lines(tuple(each for each in evidence if each.why is None)),
        "excluded": _lines(tuple(each for each in evidence if each.why), spare=0),
        "heard": one.heard,
        "considered": one.considered,
        "ground": one.words,
        "procuratorate": procuratorate(county),
    }
    if one.measure in ("reprimand", "warning"):
        return {**shown, "decided_by": by.name, "complaint": one.objection_route}
    return {**shown, **_case(tx, one), **_asked(one)}


def answer(
    one: Sanction, objection: Objection, outcome: Result, said: tuple[str, str], by: Staff,
    number: str, county: str,
) -> dict[str, object]:  # fmt: skip
    """The fields of the answer; `said` are the findings, and what the decision changes to."""
    fields: dict[str, object] = {
        "raised_on": legal_day(objection.raised_at),
        "against": f"《{TITLES[one.measure]}》（{number}）",
        "objection": objection.text,
        "findings": said[0],
        "outcome": outcome,
        "reviewed_by": by.name,
        "procuratorate": procuratorate(county),
    }
    return fields | ({"changed_to": said[1]} if said[1] else {})


def number_of(tx: Connection, one: Sanction) -> str:
    """The number of the decision's paper."""
    return papers.get(tx, one.paper).number if one.paper else ""


def _praise(one: Sanction, county: str, today: date) -> dict[str, object]:
    return {
        "from_on": one.details.get("from_on", today),
        "until_on": one.details.get("until_on", today),
        "conduct": one.facts,
        "ground": one.words,
        "copies": (procuratorate(county),),
    }


def _case(tx: Connection, one: Sanction) -> dict[str, object]:
    term = terms.get(tx, one.person)
    assert term is not None  # noqa: S101 # a sanction stands on a term
    names = ("sentence", "offence", "court", "judgment_no", "starts_on", "ends_on")
    return {name: getattr(term.facts, name) for name in names}


def _asked(one: Sanction) -> dict[str, Any]:
    """What only this proposal says: whom it asks, what it encloses."""
    return dict(one.details)


def _lines(some: Sequence[Evidence], spare: int = 1) -> tuple[str, ...]:
    """As many lines as a paper takes; the rest is named in the last one."""
    texts = [f"{each.day}：{each.text}" if each.day else each.text for each in some]
    if len(texts) <= MOST:
        return tuple(texts)
    rest = len(texts) - MOST + spare
    return (*texts[: MOST - spare], f"另有{rest}日，逐日列于案卷") if spare else tuple(texts[:MOST])
