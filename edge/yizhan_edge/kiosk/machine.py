"""The pages in their order: number, one of three equal routes, questions, a clear last page."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeAlias
from uuid import UUID

from yizhan_wire.events import CheckIn, FaceResult, Route
from yizhan_wire.orders import RosterEntry

from yizhan_edge.face.enrol import EnrolStep
from yizhan_edge.face.verify import Step
from yizhan_edge.kiosk import timing
from yizhan_edge.kiosk.attempts import Attempts
from yizhan_edge.kiosk.counter import Counter
from yizhan_edge.kiosk.pages import QUESTIONS_V, Choice, Done, Lang, Moment, Page, Visit
from yizhan_edge.kiosk.ways import Kind, Ways

NUMBERS_PAUSE_S, DESK_S = 180.0, 60.0
LOOKING: tuple[Page, ...] = ("enrol", "face")
CHOOSING: tuple[Page, ...] = ("route", "failed", "permit", "code", "officer", *LOOKING)
P = ParamSpec("P")


Act: TypeAlias = Callable[Concatenate["Kiosk", Moment, P], None]


def on(*pages: Page) -> Callable[[Act[P]], Act[P]]:
    """An action of these pages; on any other it changes nothing (a second tap, a late one)."""

    def wrap(act: Act[P]) -> Act[P]:
        def acted(kiosk: "Kiosk", moment: Moment, /, *args: P.args, **kwargs: P.kwargs) -> None:
            kiosk.tick(moment)
            if kiosk.visit.page in pages:
                kiosk.visit.touched, kiosk.visit.message = moment.at, None
                act(kiosk, moment, *args, **kwargs)

        return acted

    return wrap


class Kiosk:
    """One visit after the other. Not for several threads: the booth puts a lock around it."""

    def __init__(self, counter: Counter, own_page: bool = False) -> None:
        self.counter, self.own_page = counter, own_page
        self.visit = Visit()
        self.numbers = Attempts(NUMBERS_PAUSE_S)
        self.ways = Ways(counter)
        self._turns = 0
        self._desk_until = 0.0

    def tick(self, moment: Moment) -> None:
        """Let time pass: a quiet visit ends with nothing recorded; the desk page comes and goes."""
        reason, desk = self.counter.closed(), self.visit.page == "desk"
        if timing.ended(self.visit, moment.at) and not desk:
            self.visit = Visit(touched=moment.at)
        if desk and not reason and moment.at >= self._desk_until:
            self.visit = Visit(touched=moment.at)
        elif self.visit.page == "idle" and reason:
            self._desk(moment, reason, 0)

    def options(self, moment: Moment) -> dict[str, Choice]:
        """The ways on the pages where one chooses, none of them before the others."""
        entry = self._entry()
        if self.visit.page not in CHOOSING or not entry:
            return {}
        return self.ways.options(self.visit, entry, moment.at)

    @on("idle")
    def begin(self, _: Moment) -> None:
        """Somebody touched the first page."""
        self._to("number")

    @on("number")
    def number(self, moment: Moment, given: str) -> None:
        """The person says who they are."""
        if not (len(given) == 8 and given.isascii() and given.isdigit()):
            self.visit.message = "eight_digits"
        elif entry := self.counter.find(given):
            self.numbers.right("")
            self.visit.number, self.visit.person = given, entry.person
            self._to("route")
        elif self.numbers.wrong("", moment.at):
            self.visit.message = "unknown_number"
        else:
            self.numbers.right("")
            self._desk(moment, "too_many", NUMBERS_PAUSE_S)

    @on(*CHOOSING)
    def route(self, moment: Moment, route: Route) -> None:
        """One of the three ways, or another one instead."""
        entry = self._known(moment)
        if route == "officer" and entry:
            self._to("officer")
        elif route == "code" and entry:
            closed = self.ways.code_closed(entry, moment.at)
            self._refuse(closed) if closed else self._to("code")
        elif entry and self.visit.page not in LOOKING:
            self._to_camera(moment, entry)

    @on("failed")
    def again(self, moment: Moment) -> None:
        """Once more before the camera."""
        if entry := self._known(moment):
            self._to_camera(moment, entry)

    @on("permit")
    def permit(self, moment: Moment, given: str) -> None:
        """The officer's permit to enrol."""
        if found := self._open(moment, "permit", given):
            self.visit.permit = found
            self._look("enrol")

    @on("code")
    def code(self, moment: Moment, given: str) -> None:
        """The officer's one-time code; five wrong ones close this route for a while."""
        if found := self._open(moment, "code", given):
            self.visit.code = found
            self._proved(moment, "code")

    @on("officer")
    def confirm(self, moment: Moment) -> None:
        """The person asks the officer to confirm."""
        self._proved(moment, "officer")

    @on("questions")
    def answer(self, moment: Moment, question: str, answer: str) -> None:
        """Answer the open question; the last answer records the visit."""
        asked = self.visit.question
        if asked and asked.code == question and answer in asked.answers:
            self.visit.answers[question] = answer
            if self.visit.question is None:
                self._finish(moment)

    def stay(self, moment: Moment) -> None:
        """Still here."""
        self.tick(moment)
        self.visit.touched = moment.at

    def cancel(self, moment: Moment) -> None:
        """Leave; nothing is recorded that was not recorded before."""
        if self.visit.page != "desk":
            self.visit = Visit(touched=moment.at)
        self.tick(moment)

    def lang(self, moment: Moment, lang: Lang) -> None:
        """Change the language for this visit."""
        self.stay(moment)
        self.visit.lang = lang

    @on("enrol")
    def enrolling(self, moment: Moment, step: EnrolStep) -> None:
        """What the camera made of one more frame of an enrolment."""
        visit = self.visit
        visit.prompt, visit.good = step.prompt, step.good
        if step.gave_up:
            self._to("failed")
        elif step.template and visit.person and visit.permit:
            made = (visit.person, visit.permit, step.template, step.good, moment)
            visit.tries = 0
            self._look("face") if self.counter.enrol(*made) else self._not_stored(moment)

    @on("face")
    def verifying(self, moment: Moment, step: Step) -> None:
        """What the camera made of one more frame of a verification."""
        self.visit.prompt = step.prompt
        if step.result:
            self.visit.face = step.result
            matched = step.result.verdict == "match"
            self._proved(moment, "face") if matched else self._to("failed")

    @on(*LOOKING)
    def camera_lost(self, _: Moment, face: FaceResult | None) -> None:
        """No more pictures came."""
        self.visit.face = face or self.visit.face
        self._to("failed")
        self.visit.message = "camera"

    def _entry(self) -> RosterEntry | None:
        # looked up again each time: a code may be issued while the person stands here
        return self.counter.find(self.visit.number) if self.visit.number else None

    def _known(self, moment: Moment) -> RosterEntry | None:
        entry = self._entry()
        if entry is None:
            self._desk(moment, "changed", DESK_S)
        return entry

    def _open(self, moment: Moment, kind: Kind, given: str) -> UUID | None:
        entry = self._known(moment)
        found = self.ways.unlock(kind, entry, given, moment) if entry else None
        if isinstance(found, UUID):
            return found
        if found == f"wrong_{kind}":
            self.visit.message = found
        elif found:
            self._refuse(found)
        return None

    def _to_camera(self, moment: Moment, entry: RosterEntry) -> None:
        if reason := self.ways.face_closed(self.visit, entry, moment.at):
            self._refuse(reason)
        elif self.counter.enrolled(entry.person):
            self._look("face")
        elif self.visit.permit:
            self._look("enrol")
        else:
            self._to("permit")
            self.visit.message = "reenrol" if entry.reenrol else None

    def _look(self, page: Page) -> None:
        self._turns += 1
        self.visit.turn, self.visit.good = self._turns, 0
        self.visit.tries += 1
        self._to(page)
        self.visit.prompt = "look"

    def _refuse(self, reason: str) -> None:
        self._to("failed" if self.visit.tries else "route")
        self.visit.message = reason

    def _proved(self, moment: Moment, route: Route) -> None:
        self.visit.route, self.visit.proved = route, moment
        self._to("questions")

    def _finish(self, moment: Moment) -> None:
        visit, entry = self.visit, self._entry()
        if not (visit.person and visit.route and visit.proved):
            return
        made = CheckIn(
            visit.person, visit.route, visit.face, visit.code, visit.answers, QUESTIONS_V
        )
        if self.counter.record(made, visit.proved):
            verdict = visit.face.verdict if visit.face else None
            due = timing.next_due(entry, moment) if entry else None
            visit.done = Done(visit.proved.best, visit.route, verdict, due)
            self._to("done")
        else:
            self._not_stored(moment)

    def _not_stored(self, moment: Moment) -> None:
        self._desk(moment, "not_stored", DESK_S)

    def _desk(self, moment: Moment, reason: str, least_s: float) -> None:
        self._desk_until = moment.at + least_s
        self.visit = Visit("desk", self.visit.lang, moment.at, reason)

    def _to(self, page: Page) -> None:
        self.visit.page, self.visit.prompt = page, None
