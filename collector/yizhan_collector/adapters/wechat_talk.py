"""What is said to followers of the official account, and the media they sent.

Freely for 48 hours after their word (`message/custom/send`), later by a subscription they gave
(`message/subscribe/bizsend`); media are there for three days (`media/get`).
"""

from dataclasses import dataclass
from typing import Any

from yizhan_collector.adapters.outside import Declined, rows
from yizhan_collector.adapters.wechat import WeChat


@dataclass(frozen=True)
class Template:
    """The notice the account may send: its id, and the name of its one field."""

    id: str
    key: str


class Talk:
    """Speaks through the account's one token."""

    def __init__(self, account: WeChat, template: Template | None) -> None:
        self._account, self._template = account, template

    def say(self, follower: str, said: str) -> None:
        """A text; raises Away, or Declined with `silent` when the 48 hours are over."""
        given = {"touser": follower, "msgtype": "text", "text": {"content": said}}
        self._account.ask("message/custom/send", given)

    def notify(self, follower: str, said: str) -> None:
        """A notice; raises Away, or Declined with `no_template`, `unwanted` or `left`."""
        if self._template is None:
            raise Declined("no_template")
        data: dict[str, Any] = {self._template.key: {"value": said[:20]}}  # what a field takes
        given = {"touser": follower, "template_id": self._template.id, "data": data}
        self._account.ask("message/subscribe/bizsend", given)

    def menu(self) -> list[dict[str, Any]]:
        """The buttons as they are, as `set_menu` takes them; raises Away, Declined."""
        said = self._account.ask("get_current_selfmenu_info")
        menu = said.get("selfmenu_info")
        return [_button(one) for one in rows(menu, "button")] if isinstance(menu, dict) else []

    def set_menu(self, buttons: list[dict[str, Any]]) -> None:
        """Raises Away, or Declined for an account that may have no menu."""
        self._account.ask("menu/create", {"button": buttons})

    def fetch(self, media: str) -> bytes:
        """The bytes of a picture or a voice; raises Away, Declined, Gone."""
        return self._account.fetch(media)


def _button(one: dict[str, Any]) -> dict[str, Any]:
    """A button as it was given: what is below it comes back in a list of its own."""
    below = one.get("sub_button")
    return {**one, "sub_button": rows(below, "list")} if isinstance(below, dict) else one
