"""Which sign the settings name: our own board, or a bought controller behind `kind:line`."""

from collections.abc import Callable
from pathlib import Path

from signlink import words

from yizhan_edge.onbonsign import OnbonSign
from yizhan_edge.sign import Sign

ONBON = "onbon:"


def sign_of(
    setting: str,
    shown: Callable[[str, bool, int], None],
    font: Path,
    met: Callable[[words.Hello], object],
) -> Sign | OnbonSign:
    """`/dev/…` is our own sign, `onbon:/dev/…` one of Onbon's BX-5K and BX-6K; "" none."""
    if setting.startswith(ONBON):
        return OnbonSign(setting.removeprefix(ONBON), shown)
    return Sign(setting, shown, font, met=met)
