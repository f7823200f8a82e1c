"""Open desks hear of a matter that is theirs, also of one that came in from outside."""

from stack.builders import TOWN

from .conftest import Desk
from .matters import do, from_outside
from .test_live import watching


def test_a_clerk_hears_of_matters_of_the_own_county_and_the_city(desk: Desk) -> None:
    with watching(desk, desk.sign_in("clerk")) as heard:
        from_outside(desk, "2222222222", township="210522100")
        own = from_outside(desk, "3333333333", township=TOWN)
        assert heard.get(timeout=10) == ("matter", {"id": str(own)})
        city = from_outside(desk, "4444444444", township=None)
        assert heard.get(timeout=10) == ("matter", {"id": str(city)})
        do(desk.sign_in("clerk2"), own, "take")
        assert heard.get(timeout=10) == ("matter", {"id": str(own)})


def test_an_officer_of_the_supervision_hears_of_none(desk: Desk) -> None:
    with watching(desk, desk.sign_in("county")) as heard:
        from_outside(desk)
        desk.feed.end_all()
        assert heard.get(timeout=10) == ("end", {})
