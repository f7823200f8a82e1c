"""The result of a self-test on one page, to print and to sign."""

from collections.abc import Mapping
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from yizhan_provisioning.words import Say

SHANGHAI = ZoneInfo("Asia/Shanghai")
WELL = ("ok", "good", "fair", "absent")  # a post may have no sign and no speaker
WORDS: dict[str, tuple[str, str]] = {
    "page": ("报到页", "Page"),
    "frames": ("图像", "Picture"),
    "camera": ("摄像头", "Camera"),
    "focus": ("对焦", "Focus"),
    "light": ("光线", "Light"),
    "broker": ("消息线路", "Broker"),
    "stored": ("回执", "Receipts"),
    "sign": ("电子屏", "Sign"),
    "speaker": ("喇叭", "Speaker"),
    "roster": ("名册", "Roster"),
    "face": ("人脸核验", "Face"),
    "clock": ("时钟", "Clock"),
    "disk": ("磁盘", "Disk"),
    "network": ("网络", "Network"),
    "certificate": ("证书", "Certificate"),
    "ok": ("正常", "ok"),
    "good": ("可信", "good"),
    "fair": ("尚可", "fair"),
    "poor": ("不可信", "poor"),
    "failed": ("不正常", "failed"),
    "soft": ("模糊", "soft"),
    "dark": ("太暗", "dark"),
    "bright": ("太亮", "bright"),
    "absent": ("没有", "absent"),
    "silent": ("不应答", "silent"),
    "slow": ("慢", "slow"),
    "lost": ("没有图像", "no picture"),
    "black": ("全黑", "black"),
    "frozen": ("画面不动", "frozen"),
    "covered": ("被遮挡", "covered"),
    "moved": ("被移动", "moved"),
}
PAGE = """<!doctype html>
<html lang="{lang}"><meta charset="utf-8"><title>{title} {post}</title>
<style>body{{font:16px/1.6 sans-serif;max-width:40em;margin:2em auto}}
table{{border-collapse:collapse;width:100%}}
td,th{{border:1px solid;padding:.3em .6em;text-align:left}}
@page{{size:A4;margin:20mm}}</style>
<h1>{title} {post}</h1><p>{at}</p><table>{rows}</table>
<p>{result}</p><p>{signed}</p></html>
"""


def word(code: str, say: Say) -> str:
    """A code in words; one that is not known yet is shown as it is."""
    return say(*WORDS.get(code, (code, code)))


def wrong(checks: Mapping[str, str]) -> dict[str, str]:
    """The checks that found something to mend."""
    return {name: found for name, found in checks.items() if found not in WELL}


def page(post: str, checks: Mapping[str, str], at: datetime, say: Say) -> str:
    """A page of HTML; times are those of Shanghai."""
    rows = "".join(
        f"<tr><th>{escape(word(name, say))}<td>{escape(word(found, say))}"
        for name, found in checks.items()
    )
    mended = len(wrong(checks))
    return PAGE.format(
        lang=say("zh-CN", "en"),
        title=say("报到点自检", "Self-test of a post"),
        post=escape(post),
        at=at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"),
        rows=rows,
        result=say(f"{mended} 项待处理", f"{mended} to mend")
        if mended
        else say("全部正常", "All is well"),
        signed=say("技术员签名:________________", "Technician: ________________"),
    )
