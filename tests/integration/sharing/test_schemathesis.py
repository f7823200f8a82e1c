"""The partners' door, asked by its own OpenAPI what it never expected, with real certificates.

No answer is a server error, each has a status and a type that the door has declared, and whoever
asks reads and moves nothing of another authority.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
import requests
from stack.asked import Asked, operations
from stack.desk import Desk, copied, opened
from stack.partner import Partners
from stack.partner import opened as partners_opened
from stack.postgres import Postgres
from yizhan_collector.app import partner_schema
from yizhan_provisioning.authority import Authority

from .test_batches import a_row, send, table
from .test_packets import sent

POLICE, COURT, CENTRE = "gongan-210521", "fayuan-210521", "shuju-210500"
OTHERS = "jiancha-210521"  # asks nothing, and has something
PLATFORM = "rexian-2105"
WHO = (POLICE, COURT, CENTRE, PLATFORM)
DOOR = operations(partner_schema())
HELD = """
select 'packet', one::text from packet one where partner <> %(who)s
 union all select 'batch', one::text from partner_batch one where partner <> %(who)s
 union all select 'row', one::text from partner_row one where partner <> %(who)s
 union all select 'ticket', one::text from ticket one where partner <> %(who)s
 order by 1, 2
"""


@pytest.fixture(scope="module")
def desk(postgres: Postgres, staffed: str) -> Iterator[Desk]:
    with copied(postgres, staffed) as url, opened(url) as desk:
        yield desk


@pytest.fixture(scope="module")
def partners(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Partners]:
    now = datetime.now(UTC)
    authority = Authority.create(tmp_path_factory.mktemp("asked") / "authority", now)
    for code in ("collector", CENTRE):
        authority.issue(code, now)
    with partners_opened(desk, authority, authority.folder) as made:
        centre = {"code": CENTRE, "kind": "data_centre", "name": "本溪市数据中心"}
        desk.sign_in("admin").post("/api/sharing/partners", json=centre).raise_for_status()
        yield made


@pytest.fixture(scope="module")
def there(desk: Desk, partners: Partners) -> dict[str, dict[str, str]]:
    """By whose it is: a packet and a file; nobody asks for the prosecutor, who has one too."""
    found: dict[str, dict[str, str]] = {CENTRE: {}}
    said = {"request": "consult", "said": "咨询工资", "received_at": desk.now.isoformat()}
    program = partners.program(PLATFORM)
    program.put("/partner/tickets/2026-1", json=said).raise_for_status()
    found[PLATFORM] = {"key": "2026-1"}
    for code in (POLICE, COURT, OTHERS):
        found[code] = {"packet": sent(desk, code)[1], "key": "20261124-1"}
    made = send(partners.program(POLICE), table([a_row(1), a_row(2, 姓名="")])).json()
    found[POLICE]["batch"] = made["id"]
    return found


def session(partners: Partners, code: str) -> requests.Session:
    """The program of an authority, as schemathesis speaks."""
    made = requests.Session()
    made.trust_env = False
    made.verify = str(partners.folder / "ca.crt")
    made.cert = (str(partners.folder / f"{code}.crt"), str(partners.folder / f"{code}.key"))
    return made


def held(desk: Desk, who: str) -> list[tuple[Any, ...]]:
    """All there is of everybody else."""
    with psycopg.connect(desk.url) as tx:
        return tx.execute(HELD, {"who": who}).fetchall()


@pytest.mark.parametrize("label", DOOR)
@pytest.mark.parametrize("whose", ["own", "of another"])
@pytest.mark.parametrize("code", WHO)
def test_the_door_answers_whatever_it_is_asked_and_moves_nothing_of_another(
    desk: Desk, partners: Partners, there: dict[str, dict[str, str]],
    code: str, whose: str, label: str,
) -> None:  # fmt: skip
    """A packet of its own is reached, one of another is not; keys are everybody's own."""
    other = there[OTHERS] | ({"batch": there[POLICE]["batch"]} if code != POLICE else {})
    known = there[code] if whose == "own" else other
    before = held(desk, code)
    with session(partners, code) as asking:
        Asked(partners.address, asking, known).ask(DOOR[label])
    assert held(desk, code) == before
    if label == "GET /partner/packets/{packet}":
        received = "select received_at is not null from packet where id = %s"
        reached = [row[0] for row in desk.rows(received, known.get("packet"))]
        assert reached == [whose == "own"] or code in (CENTRE, PLATFORM)


@pytest.mark.parametrize("code", WHO)
def test_what_is_of_another_is_not_there(
    desk: Desk, partners: Partners, there: dict[str, dict[str, str]], code: str
) -> None:
    program = partners.program(code)
    for owner in {POLICE, COURT, OTHERS} - {code}:
        packet = f"/partner/packets/{there[owner]['packet']}"
        asked = [program.get(packet), program.get(f"{packet}/paper")]
        asked += [program.post(f"{packet}/read")]
        asked += [program.post(f"{packet}/answer", json={"said": "收到"})]
        assert {one.status_code for one in asked} == {404}
    if code != PLATFORM:
        assert program.get("/partner/tickets/2026-1").status_code in (403, 404)
    if code != POLICE:
        assert program.get(f"/partner/batches/{there[POLICE]['batch']}").status_code == 404
    told = {one["subject"] for one in program.get("/partner/events").json()["events"]}
    own = {
        row[0]
        for row in desk.rows("select subject::text from partner_event where partner = %s", code)
    }
    assert told == own
