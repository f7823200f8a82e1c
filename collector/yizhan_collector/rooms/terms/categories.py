"""The category of management: proposed with reasons, decided by somebody else of the county."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground import outbox
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.people.model import district
from yizhan_collector.rooms.requests import service as requests
from yizhan_collector.rooms.requests.model import Asked, Request, Verdict
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.rules.model import Category
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service
from yizhan_collector.rooms.terms.acting import Acting, acting
from yizhan_collector.rooms.terms.machine import take
from yizhan_collector.rooms.terms.steps import Categorise

KIND = "category"
CATEGORY_SET = "category_set"
WAYS = {
    "face": "自助终端人脸核验",
    "code": "自助终端一次性验证码",
    "desk": "到司法所窗口",
    "phone": "电话",
    "video": "视频",
    "home_visit": "工作人员上门",
}


class UnknownCategory(Refused):
    """There is no such category; choose one from the table."""

    status = 422


class ProposalOpen(Refused):
    """A proposal of a category waits for its decision; withdraw it or let it be decided first."""

    status = 409


def propose(
    tx: Connection, person: UUID, category: str, reasons: str, staff: Staff, now: datetime
) -> UUID:
    """Propose a category with reasons; somebody else of the county decides. Returns the request.

    Raises UnknownCategory, ProposalOpen, NotDelegated, NotDeclaredYet, SameAsBefore.
    """
    actor = acting(tx, person, staff, now, "intake")
    wanted = _known(tx, category)
    term = service.held(tx, person)
    take(term, Categorise(actor.today, category), actor.today)
    if any(one.kind == KIND and one.decision is None for one in requests.of_person(tx, person)):
        raise ProposalOpen
    body: dict[str, object] = {"before": term.category, "category": category, "reasons": reasons}
    asked = Asked(person, KIND, "county", term.id, body | {"name": wanted.name_zh}, staff.id)
    request = requests.ask(tx, asked, now)
    service.record(tx, actor.deed("category_proposed", actor.today, body), now)
    return request


def decide(tx: Connection, request: UUID, staff: Staff, verdict: Verdict, now: datetime) -> Request:
    """Decide on a proposal; a grant sets the category with today and issues the notice.

    Raises as `requests.settle` and `take`.
    """
    asked = requests.get(tx, request)
    actor = acting(tx, asked.person, staff, now, None)
    service.held(tx, asked.person)
    settled = requests.settle(tx, request, staff, verdict, now)
    category = str(settled.body["category"])
    body: dict[str, object] = {**settled.body, "granted": verdict.granted, "why": settled.reasons}
    if not verdict.granted:
        service.record(tx, actor.deed("category_refused", actor.today, body), now)
        return settled
    paper = _notice(tx, actor, _known(tx, category), settled)
    deed = actor.deed("category_set", actor.today, body, paper)
    service.move(tx, Categorise(actor.today, category), deed, now)
    outbox.emit(tx, CATEGORY_SET, {"person": asked.person, "category": category})
    return settled


def _known(tx: Connection, code: str) -> Category:
    found = next((one for one in rules.categories(tx) if one.code == code), None)
    if found is None:
        raise UnknownCategory
    return found


def _notice(tx: Connection, actor: Acting, new: Category, asked: Request) -> UUID:
    names = {one.code: one.name_zh for one in rules.categories(tx)}
    place = district(actor.county)
    fields: dict[str, object] = {
        "before": names.get(str(asked.body["before"])),
        "after": new.name_zh,
        "from_on": actor.today,
        "reasons": asked.body["reasons"],
        "rule_source": new.rule_source.split(";")[0],
        "means": (
            f"每{new.every_days}日报告一次",
            "可以选择的方式：" + "、".join(WAYS[one] for one in new.channels),
        ),
        "approved_by": f"{place}司法局",
        "complaint": f"向{place}司法局提出，或者向{place}人民检察院申诉",
    }
    return papers.issue(
        tx, "category_notice", actor.person.id, fields, actor.staff, actor.county, actor.now
    )
