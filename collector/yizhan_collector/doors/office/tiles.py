"""The ground below a map, where the bureau has one: pictures out of a file of its own."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from yizhan_collector.doors.access import Signed, Standing
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.refusals import NotFound

router = APIRouter(prefix="/tiles", tags=["posts"])
KEPT = {"Cache-Control": "private, max-age=86400"}
Deep = Annotated[int, Path(ge=0, le=22)]
Place = Annotated[int, Path(ge=0, lt=2**22)]


@router.get("/{z}/{x}/{y}", name="tile", response_class=Response, responses=errors(401, 404))
def tile(z: Deep, x: Place, y: Place, _: Signed, house: Standing) -> Response:
    """One picture of the map; 404 where the file has none, or no file is set."""
    if house.tiles is None or (found := house.tiles.get(z, x, y)) is None:
        raise NotFound
    return Response(found, media_type=house.tiles.media_type, headers=KEPT)
