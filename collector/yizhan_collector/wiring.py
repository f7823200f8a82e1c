"""Who reacts to what, after the commit. One table; a handler that fails leaves its row."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from uuid import UUID

import msgspec
from psycopg import Connection
from yizhan_wire import topics
from yizhan_wire.orders import Command, RosterReady
from yizhan_wire.orders import Signage as SignOrder

from yizhan_collector.ground import live
from yizhan_collector.ground.outbox import Body, Handler
from yizhan_collector.rooms.alerts import engine
from yizhan_collector.rooms.alerts import service as alerts
from yizhan_collector.rooms.bans import service as bans
from yizhan_collector.rooms.cases import acting
from yizhan_collector.rooms.checkins import listing
from yizhan_collector.rooms.checkins import service as checkins
from yizhan_collector.rooms.commands import service as commands
from yizhan_collector.rooms.commands.model import LASTS
from yizhan_collector.rooms.conduct import ending, facts
from yizhan_collector.rooms.devices import boards, signs, templates
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.education import classes, offers
from yizhan_collector.rooms.followers import arriving
from yizhan_collector.rooms.followers import service as followers
from yizhan_collector.rooms.leaves import returns as leaves
from yizhan_collector.rooms.leaves import travels
from yizhan_collector.rooms.moves import carried, steps
from yizhan_collector.rooms.moves import service as moves
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.people import secrets
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.positions import judging
from yizhan_collector.rooms.positions import orders as positions
from yizhan_collector.rooms.publishing import deliveries, strips
from yizhan_collector.rooms.rollouts import service as rollouts
from yizhan_collector.rooms.rosters import service as rosters
from yizhan_collector.rooms.sessions import callouts, told
from yizhan_collector.rooms.sessions import orders as session_orders
from yizhan_collector.rooms.sessions import service as sessions
from yizhan_collector.rooms.sharing import packets, passing, ticket_work, tickets
from yizhan_collector.rooms.terms import categories, ends
from yizhan_collector.rooms.terms import service as terms

Publish = Callable[[str, bytes, bool], None]  # topic, payload, retained
Sign = Callable[[str, Command], Command]  # for which box
Relist = Callable[[Connection, datetime], object]  # tell the broker what is revoked


def unsigned(_: str, order: Command) -> Command:
    """Where the office has no command key: boxes take what the broker lets through."""
    return order


def handlers(
    publish: Publish, sign: Sign = unsigned, relist: Relist = lambda *_: None
) -> Mapping[str, tuple[Handler, ...]]:
    """Event → handlers. A box is told what holds now, so repeats and order do no harm."""
    post = _Post(publish, sign)
    return {
        checkins.RECORDED: (announce_visit, build_rosters_of_person, count_days, weigh_visit),
        people.ROSTER_CHANGED: (build_rosters,),
        rosters.READY: (post.roster,),
        signs.SIGN_CHANGED: (post.sign,),
        templates.COMMANDED: (post.deletions,),
        rollouts.ORDERED: (post.update,),
        commands.ASKED: (post.commands,),
        devices.ONLINE: (build_roster, *post.all),
        devices.REVOKED: (_relisting(relist),),
        devices.ENROLLED: (take_enrolment,),
        boards.PRESSED: (tell_help,),
        categories.CATEGORY_SET: (follow_category,),
        ends.TERM_ENDED: (end_rhythm, close_matters),
        sessions.CHANGED: (weigh_session, post.sessions),
        sessions.TOLD: (weigh_session,),
        classes.LIST_CHANGED: (weigh_listed,),
        offers.LIST_CHANGED: (weigh_listed,),
        callouts.CALLED_OUT: (post.callouts,),
        judging.CROSSED: (engine.weigh_crossing,),
        steps.ANSWERED: (carried.answered,),
        steps.RECEIVED: (carried.received,),
        steps.REPORTED: (carried.reported,),
        steps.LOOKED: (carried.looked,),
        packets.READ: (serve_paper,),
        packets.ANSWERED: (note_answer,),
        tickets.SAID: (settle_ticket,),
        acting.PASSED: (follow_ticket,),
        arriving.WROTE: (see_to_follower,),
        acting.MOVED: (tell_followers,),
        deliveries.SIGN: (show_on_sign,),
    }


def _relisting(relist: Relist) -> Handler:
    def told(tx: Connection, _: Body, now: datetime) -> None:
        """A box is out of service; the broker is to know."""
        relist(tx, now)

    return told


def announce_visit(tx: Connection, body: Body, _: datetime) -> None:
    """Tell the screens of a visit."""
    live.announce(tx, "checkin", _text(body, "id"))


def tell_help(tx: Connection, body: Body, _: datetime) -> None:
    """Somebody pressed the help button of a post."""
    boards.tell(tx, _text(body, "device"))


def build_rosters_of_person(tx: Connection, body: Body, now: datetime) -> None:
    """A visit changes what is due next."""
    rosters.build_all(tx, people.get(tx, UUID(_text(body, "person"))).township, now)


def count_days(tx: Connection, body: Body, now: datetime) -> None:
    """A visit ends what was counted since the day it answers."""
    facts.count(tx, [UUID(_text(body, "person"))], now)


def weigh_visit(tx: Connection, body: Body, now: datetime) -> None:
    """A visit may count for a session at its post."""
    visit = listing.get(tx, UUID(_text(body, "id")))
    if visit.device is not None:
        told.weigh_around(tx, visit.device, visit.captured_at, now)


def weigh_session(tx: Connection, body: Body, now: datetime) -> None:
    """The box told something of a session, or somebody changed it."""
    told.weigh(tx, UUID(_text(body, "session")), now)


def weigh_listed(tx: Connection, body: Body, now: datetime) -> None:
    """Who is expected in a class or service, or who came, has changed."""
    lists = [UUID(body[one] or "") if body.get(one) else None for one in ("class", "offer")]
    told.weigh_listed(tx, lists[0], lists[1], now)


def build_rosters(tx: Connection, body: Body, now: datetime) -> None:
    """Somebody of a township was added or changed."""
    rosters.build_all(tx, _text(body, "township"), now)


def build_roster(tx: Connection, body: Body, now: datetime) -> None:
    """A box came online."""
    device = _text(body, "device")
    if devices.get(tx, device).revoked_at is None:
        rosters.build(tx, device, now)


def take_enrolment(tx: Connection, body: Body, now: datetime) -> None:
    """A template was made or deleted: the permit is used, a withdrawal in between still holds."""
    report = templates.reported(tx, UUID(_text(body, "note")))
    secrets.spend(tx, report.permit)
    person = people.get(tx, report.person)
    if report.action == "deleted":
        templates.deleted(tx, report.device, report.person, now)
    elif not person.face_allowed:
        templates.withdraw(tx, report.person, now)
    people.roster_changed(tx, person.township)


def follow_category(tx: Connection, body: Body, now: datetime) -> None:
    """A category was set: its rhythm begins and the one before ends; an ended term has none."""
    person = UUID(_text(body, "person"))
    standing = terms.standing(tx, person)
    if standing and standing.category == _text(body, "category"):
        orders.change_rhythm(tx, person, standing.category, now)


def end_rhythm(tx: Connection, body: Body, now: datetime) -> None:
    """A term ended: nothing is due any more, and the boxes forget the person."""
    person = UUID(_text(body, "person"))
    orders.end_rhythm(tx, person, date.fromisoformat(_text(body, "on")))
    templates.withdraw(tx, person, now)
    rosters.build_all(tx, people.get(tx, person).township, now)


def close_matters(tx: Connection, body: Body, now: datetime) -> None:
    """A term ended: leave, travel, moves, proposals, alerts and what was asked for end with it."""
    person, on = UUID(_text(body, "person")), date.fromisoformat(_text(body, "on"))
    leaves.close(tx, person, on)
    travels.close(tx, person, on)
    moves.close(tx, person)
    bans.close(tx, person)
    positions.close(tx, person)
    alerts.close(tx, person, now)
    ending.close(tx, person)


def see_to_follower(tx: Connection, body: Body, now: datetime) -> None:
    """A follower of the official account wrote."""
    followers.wrote(tx, _text(body, "repeat_of"), now)


def tell_followers(tx: Connection, body: Body, now: datetime) -> None:
    """The service said something in a matter: who follows it is told that something moved."""
    followers.tell_news(tx, acting.held(tx, UUID(_text(body, "matter"))), now)


def serve_paper(tx: Connection, body: Body, now: datetime) -> None:
    """A partner read a packet: the paper in it is served."""
    packets.serve_paper(tx, UUID(_text(body, "packet")), now)


def note_answer(tx: Connection, body: Body, now: datetime) -> None:
    """A partner answered a packet: the matter that went in it, if any, has the answer."""
    passing.answered(tx, UUID(_text(body, "packet")), now)


def settle_ticket(tx: Connection, body: Body, now: datetime) -> None:
    """A platform sent a ticket, or said something of one."""
    ticket_work.settle(tx, UUID(_text(body, "ticket")), now)


def follow_ticket(tx: Connection, body: Body, now: datetime) -> None:
    """Somebody did something with a matter that came as a ticket."""
    ticket_work.follow(tx, UUID(_text(body, "matter")), now)


def show_on_sign(tx: Connection, body: Body, now: datetime) -> None:
    """A text was published to a sign, or withdrawn from it."""
    strips.follow(tx, UUID(_text(body, "delivery")), now)


class _Post:
    """What goes out to a box that is in service."""

    def __init__(self, publish: Publish, sign: Sign) -> None:
        self._publish, self._sign = publish, sign

    @property
    def all(self) -> tuple[Handler, ...]:
        """Everything a box may have missed."""
        told = (self.roster, self.sign, self.deletions, self.sessions, self.callouts)
        return (*told, self.update, self.commands)

    def roster(self, tx: Connection, body: Body, _: datetime) -> None:
        built = rosters.current(tx, _text(body, "device"))
        if built:
            self._say(tx, body, "roster", RosterReady(built.version, built.sha256))

    def sign(self, tx: Connection, body: Body, _: datetime) -> None:
        sign = signs.current(tx, _text(body, "device"))
        if sign:
            self._say(tx, body, "signage", SignOrder(sign.version, sign.text))

    def deletions(self, tx: Connection, body: Body, now: datetime) -> None:
        for one in templates.orders_of(tx, _text(body, "device")):
            self._command(tx, body, Command(one.id, "delete_template", one.person), now)

    def sessions(self, tx: Connection, body: Body, now: datetime) -> None:
        order = session_orders.current(tx, _text(body, "device"), now)
        self._say(tx, body, "sessions", order)

    def update(self, tx: Connection, body: Body, _: datetime) -> None:
        order = rollouts.current(tx, _text(body, "device"))
        if order:
            self._say(tx, body, "update", order)

    def callouts(self, tx: Connection, body: Body, now: datetime) -> None:
        for one in callouts.commands(tx, _text(body, "device"), now):
            self._command(tx, body, one, now)

    def commands(self, tx: Connection, body: Body, now: datetime) -> None:
        for one in commands.orders_of(tx, _text(body, "device"), now):
            self._command(tx, body, one, now)

    def _command(self, tx: Connection, body: Body, order: Command, now: datetime) -> None:
        # what is said again is signed anew: nothing that was kept on the way is obeyed later
        until = order.expires_at or now + LASTS
        timed = msgspec.structs.replace(order, expires_at=until)
        self._say(tx, body, "command", self._sign(_text(body, "device"), timed))

    def _say(self, tx: Connection, body: Body, kind: str, order: msgspec.Struct) -> None:
        device = _text(body, "device")
        if devices.get(tx, device).revoked_at is None:
            payload = msgspec.json.encode(order)
            self._publish(topics.down(device, kind), payload, kind in topics.RETAINED_DOWN)


def _text(body: Body, key: str) -> str:
    value = body[key]
    if value is None:
        raise ValueError(f"the event has no {key}")
    return value
