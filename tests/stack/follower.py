"""A follower's chat with the made-up official account, as a page: what was said, a line to write.

`python -m stack.follower --port P --account URL --callback URL`. What is written goes to the
callback as WeChat sends it in safe mode, sealed by wechatpy.
"""

import argparse
import html
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import httpx
from wechatpy.crypto import WeChatCrypto

from stack.faulty import until_told
from stack.outside import AGREED, APP

WHO = "o-001"
TEXT = (
    "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[{who}]]></FromUserName>"
    "<CreateTime>{at}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
    "<Content><![CDATA[{said}]]></Content><MsgId>{number}</MsgId></xml>"
)
PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8">
<title>微信（模拟） WeChat, played</title><meta name="viewport" content="width=device-width">
<style>
body{{max-width:32rem;margin:1rem auto;padding:0 1rem;font:1rem/1.6 sans-serif;background:#f3f3f3}}
p{{background:#fff;border-radius:.5rem;padding:.5rem .75rem;white-space:pre-wrap}}
p{{margin:.5rem 3rem .5rem 0}} p.own{{background:#c9edbb;margin:.5rem 0 .5rem 3rem}}
form{{display:flex;gap:.5rem}} input{{flex:1}} input,button{{font:inherit;padding:.5rem}}
</style>
<h1>微信（模拟） WeChat, played</h1>{chat}
<form method="post"><input name="said" maxlength="600" required autofocus
 aria-label="消息 message" placeholder="直接留言，或发送：进度"><button>发送 send</button></form>
<p><a href="/">看新消息 look for news</a></p></html>"""


class Chat(ThreadingHTTPServer):
    """The telephone of one follower."""

    daemon_threads = True

    def __init__(self, port: int, account: str, callback: str) -> None:
        self.account, self.callback = account, callback
        self.said: list[tuple[int, str]] = []  # after so many words of the account, and what
        super().__init__(("127.0.0.1", port), Door)

    def heard(self) -> list[str]:
        """What the account said to this follower."""
        held = httpx.get(f"{self.account}/held").raise_for_status().json()
        return [one["heard"] for one in held if one.get("follower") == WHO]

    def say(self, said: str) -> None:
        """Send it as WeChat does."""
        at, nonce, number = str(int(time.time())), secrets.token_hex(8), secrets.randbelow(2**62)
        plain = said.replace("]]>", "]] >")
        crypto = WeChatCrypto(*AGREED, APP)
        text = TEXT.format(who=WHO, at=at, said=plain, number=number)
        sealed = crypto.encrypt_message(text, nonce, at)
        signature = sealed.split("<MsgSignature><![CDATA[", 1)[1].split("]]>", 1)[0]
        query = {"msg_signature": signature, "timestamp": at, "nonce": nonce, "encrypt_type": "aes"}
        head = {"Content-Type": "text/xml"}
        sent = httpx.post(self.callback, params=query, content=sealed.encode(), headers=head)
        sent.raise_for_status()
        self.said.append((len(self.heard()), said))

    def page(self) -> str:
        """The chat, the oldest first."""
        heard, lines = self.heard(), []
        for place in range(len(heard) + 1):
            lines += [f'<p class="own">{html.escape(s)}</p>' for at, s in self.said if at == place]
            lines += [f"<p>{html.escape(one)}</p>" for one in heard[place : place + 1]]
        return PAGE.format(chat="".join(lines))


class Door(BaseHTTPRequestHandler):
    """One request of the browser."""

    server: Chat

    def do_GET(self) -> None:
        """The chat."""
        self._answer(200, self.server.page())

    def do_POST(self) -> None:
        """A line is sent, and the chat shown again."""
        size = min(int(self.headers.get("Content-Length", "0")), 20_000)
        said = parse_qs(self.rfile.read(size).decode()).get("said", [""])[0].strip()
        if said:
            self.server.say(said)
        self._answer(303, "")

    def _answer(self, status: int, page: str) -> None:
        body = page.encode()
        self.send_response(status)
        if status == 303:
            self.send_header("Location", "/")
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """No access log."""


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="stack.follower", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--account", required=True)
    parser.add_argument("--callback", required=True)
    given = parser.parse_args()
    until_told(Chat(given.port, given.account, given.callback))


if __name__ == "__main__":
    main()
