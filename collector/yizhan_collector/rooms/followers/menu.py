"""The menu of the official account, from one constant: three buttons of at most five; pure."""

from typing import Any

from yizhan_collector.rooms.followers.model import CLICKS

Item = tuple[str, str]  # what it is called; a key of CLICKS, or a path of the portal
MENU: tuple[tuple[str, tuple[Item, ...]], ...] = (
    (
        "我要咨询",
        (("怎样留言咨询", "how"), ("按问题查找", "/guide"), ("申请法律援助", "/apply/legal_aid")),
    ),
    ("进度", (("查看我的进度", "standing"), ("用查询码查询", "/follow"))),
    (
        "更多",
        (("关联微信", "/wechat/bind"), ("服务网点和预约", "/points"), ("公共法律服务网", "/")),
    ),
)


def buttons(portal: str) -> list[dict[str, Any]]:
    """The menu as `menu/create` takes it; `portal` is the address of the portal."""
    return [
        {"name": name, "sub_button": [_button(*item, portal) for item in items]}
        for name, items in MENU
    ]


def _button(name: str, to: str, portal: str) -> dict[str, str]:
    if to in CLICKS:
        return {"type": "click", "name": name, "key": to}
    return {"type": "view", "name": name, "url": f"{portal}{to}"}
