"""The made-up tickets of the demo stand as real ones do, in every state and in both directions."""

from stack.desk import Desk
from stack.population_tickets import CAME, CODE, fill_tickets


def test_the_demo_has_tickets_in_every_state_and_matters_passed_on(desk: Desk) -> None:
    fill_tickets(desk.url, desk.now)
    states = desk.rows("select state, count(*)::int from ticket group by state order by state")
    assert dict(states) == {"answered": 1, "closed": 1, "in_hand": 2, "refused": 1, "taken": 3}
    clerk = desk.sign_in("clerk")
    late = clerk.get("/api/sharing/tickets", params={"view": "late"}).json()
    assert late["total"] == 1
    assert clerk.get("/api/sharing/tickets", params={"view": "all"}).json()["total"] == len(CAME)
    sent = clerk.get("/api/sharing/packets", params={"partner": CODE}).json()["items"]
    assert {one["state"] for one in sent} == {"sent", "answered"}
    assert desk.rows("select event from outbox") == []
