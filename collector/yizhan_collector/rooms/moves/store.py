"""SQL of the changes of residence."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.errors import UniqueViolation
from psycopg.rows import class_row

from yizhan_collector.rooms.moves.model import Clock, Filter, Move, MoveUnderWay, State, Step

COLUMNS = (
    "id, person, request, name, minor, from_township, to_region, to_township, to_body, address,"
    " why, proof, moving_on, urgent, asked_on, state, agreed, answer, inquiry_no, reply_no, done_on"
)
STEP = "step, side, begins_on, due_on, done_on, done_by, note"
SIDE = {"old": "starts_with(from_township, %(area)s)", "new": "starts_with(to_township, %(area)s)"}


def hold(tx: Connection, person: UUID) -> None:
    """Let nobody else move this person until this transaction ends."""
    tx.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"move {person}"])


def insert(tx: Connection, one: Move) -> None:
    """Keep a request; raises MoveUnderWay."""
    values = ", ".join(f"%({name})s" for name in COLUMNS.split(", "))
    try:
        tx.execute(f"insert into move ({COLUMNS}) values ({values})", vars(one))  # noqa: S608
    except UniqueViolation:
        raise MoveUnderWay from None


def get(tx: Connection, move: UUID) -> Move | None:
    """One of them."""
    return next(iter(_read(tx, "id = %s", [move])), None)


def of_person(tx: Connection, person: UUID) -> list[Move]:
    """Every move of a person, the newest first."""
    return _read(tx, "person = %s order by asked_on desc, id desc", [person])


def page(tx: Connection, wish: Filter, limit: int, offset: int) -> tuple[list[Move], int]:
    """The moves from and to the own area, those under way first; and how many."""
    where = SIDE[wish.side] if wish.side else "true"
    if wish.live:
        where += " and state in ('asked', 'granted')"
    values = {"area": wish.area, "limit": limit, "offset": offset}
    order = "(state in ('asked', 'granted')) desc, asked_on, id"
    rows = _read(tx, f"{where} order by {order} limit %(limit)s offset %(offset)s", values)
    total = tx.execute(f"select count(*) from move where {where}", values).fetchone()  # noqa: S608
    return rows, total[0] if total else 0


def set_state(tx: Connection, move: UUID, state: State, done_on: date | None = None) -> None:
    """Let it follow its decided request, or be done."""
    tx.execute("update move set state = %s, done_on = %s where id = %s", [state, done_on, move])


def number_inquiry(tx: Connection, move: UUID, number: str) -> None:
    """The number of the letter that asks the new place."""
    tx.execute("update move set inquiry_no = %s where id = %s", [number, move])


def answer(tx: Connection, move: UUID, agreed: bool, words: str, number: str) -> None:
    """What the new place answered."""
    tx.execute(
        "update move set agreed = %s, answer = %s, reply_no = %s where id = %s",
        [agreed, words, number, move],
    )


def number_reply(tx: Connection, move: UUID, number: str) -> None:
    """The number of the letter that answers."""
    tx.execute("update move set reply_no = %s where id = %s", [number, move])


def begin(tx: Connection, move: UUID, clocks: Collection[Clock]) -> None:
    """Let clocks begin."""
    for one in clocks:
        tx.execute(
            f"insert into move_step (move, {STEP}) values (%s, %s, %s, %s, %s, %s, %s, %s)",  # noqa: S608
            [move, *vars(one).values()],
        )


def finish(tx: Connection, move: UUID, step: Step, on: date, by: UUID, note: str) -> bool:
    """Let a clock stop; False when it does not run."""
    done = tx.execute(
        "update move_step set done_on = %s, done_by = %s, note = %s"
        " where move = %s and step = %s and done_on is null",
        [on, by, note, move, step],
    )
    return done.rowcount == 1


def clocks(tx: Connection, moves: Collection[UUID]) -> dict[UUID, list[Clock]]:
    """The clocks of these moves, in their order."""
    rows = tx.execute(
        f"select move, {STEP} from move_step where move = any(%s)"  # noqa: S608
        " order by begins_on, array_position(array['ask', 'answer', 'decide', 'file', 'receipt',"
        " 'report'], step)",
        [list(moves)],
    )
    found: dict[UUID, list[Clock]] = {}
    for move, *rest in rows:
        found.setdefault(move, []).append(Clock(*rest))
    return found


def _read(tx: Connection, where: str, values: Any) -> list[Move]:
    with tx.cursor(row_factory=class_row(Move)) as cursor:
        query = f"select {COLUMNS} from move where {where}"  # noqa: S608
        return cursor.execute(query, values).fetchall()
