"""Telephones played by SIPp: a caller from the town, and the operator's at a seat."""

from pathlib import Path

from stack.pbx import Pbx, inside
from stack.process import Program

AUDIO = "/usr/share/sip-tester"
SDP = """
v=0
o=user1 53655765 2353687637 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio [media_port] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
"""
SEND = "<send {more}><![CDATA[{text}]]></send>"
HEAD = """
{first}
Via: SIP/2.0/UDP 127.0.0.1:[local_port];branch=[branch]
From: <sip:{number}@127.0.0.1:[local_port]>;tag=[pid]c[call_number]
To: <sip:12348@127.0.0.1:[remote_port]>{to}
Call-ID: [call_id]
CSeq: {seq}
Contact: <sip:{number}@127.0.0.1:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]
"""
ANSWER = """
SIP/2.0 {code}
[last_Via:]
[last_From:]
[last_To:]{tag}
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:seat@127.0.0.1:[local_port]>
Content-Type: application/sdp
Content-Length: [len]
"""
BYE = """
BYE sip:asterisk@127.0.0.1:[remote_port] SIP/2.0
Via: SIP/2.0/UDP 127.0.0.1:[local_port];branch=[branch]
From: [$me];tag=[pid]s[call_number]
To: [$peer]
Call-ID: [call_id]
CSeq: 7 BYE
Max-Forwards: 70
Content-Length: 0
"""
INVITED = (
    '<recv request="INVITE"><action>'
    '<ereg regexp=".*" search_in="hdr" header="From:" assign_to="peer"/>'
    '<ereg regexp=".*" search_in="hdr" header="To:" assign_to="me"/></action></recv>'
)
SPEAK = '<nop><action><exec play_pcap_audio="{file}"/></action></nop>'


def _send(text: str, more: str = "") -> str:
    return SEND.format(text=text, more=more)


def _pause(ms: int) -> str:
    return f'<pause milliseconds="{ms}"/>'


def _answer(code: str, body: str = "", tag: str = ";tag=[pid]s[call_number]") -> str:
    return _send(ANSWER.format(code=code, tag=tag) + body)


def caller(number: str, *then: str) -> str:
    """A caller who is answered and speaks; `then` says how it goes on."""
    to, target = "[peer_tag_param]", "sip:12348@127.0.0.1:[remote_port] SIP/2.0"

    def said(word: str, more: str) -> str:
        seq = f"{1 if word != 'BYE' else 2} {word}"
        return HEAD.format(first=f"{word} {target}", number=number, to=more, seq=seq)

    known = {
        "bye": _send(said("BYE", to)) + '<recv response="200"/>',
        "wait": f'<recv request="BYE"/>{_answer("200 OK", tag="")}',
    }
    rest = "".join(known.get(one, one) for one in then)
    begin = (
        _send(said("INVITE", "") + SDP, 'retrans="500"')
        + '<recv response="100" optional="true"/><recv response="180" optional="true"/>'
        + '<recv response="200" rtd="true"/>'
        + _send(said("ACK", to))
    )
    return begin + SPEAK.format(file=f"{AUDIO}/g711a.pcap") + rest


def press(digit: int) -> str:
    """A key of the caller's telephone."""
    return SPEAK.format(file=f"{AUDIO}/dtmf_2833_{digit}.pcap")


def seat(talk_ms: int) -> str:
    """Rings, is picked up, speaks, and hangs up first after a while."""
    return (
        f"{INVITED}{_answer('180 Ringing')}{_pause(300)}"
        + _answer("200 OK", SDP)
        + '<recv request="ACK"/>'
        + SPEAK.format(file=f"{AUDIO}/g711a.pcap")
        + _pause(talk_ms)
        + _send(BYE)
        + '<recv response="200"/>'
    )


def answering() -> str:
    """Picks up, and is there until the other hangs up."""
    return (
        f'<recv request="INVITE"/>{_answer("180 Ringing")}{_pause(500)}'
        + _answer("200 OK", SDP)
        + '<recv request="ACK"/>'
        + SPEAK.format(file=f"{AUDIO}/g711a.pcap")
        + f'<recv request="BYE"/>{_answer("200 OK", tag="")}'
    )


def unanswered() -> str:
    """Rings until the exchange has enough."""
    return (
        f'<recv request="INVITE"/>{_answer("180 Ringing")}<recv request="CANCEL"/>'
        + _answer("200 OK")
        + _answer("487 Request Terminated").replace("[last_CSeq:]", "CSeq: [cseq] INVITE")
        + '<recv request="ACK" optional="true"/>'
        + _pause(1000)
    )


def busy() -> str:
    """Says busy."""
    return f'<recv request="INVITE"/>{_answer("486 Busy Here")}<recv request="ACK"/>'


class Phone:
    """One SIPp for one call; `port` is its own."""

    def __init__(self, pbx: Pbx, name: str, port: int, story: str) -> None:
        folder: Path = pbx.folder / "phones"
        folder.mkdir(exist_ok=True)
        script = folder / f"{name}.xml"
        head = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE scenario SYSTEM "sipp.dtd">'
        story = story.replace("<![CDATA[\n\n", "<![CDATA[\n")
        script.write_text(f'{head}\n<scenario name="{name}">{story}</scenario>\n')
        run = ["sipp", f"127.0.0.1:{pbx.sip}", "-sf", str(script), "-i", "127.0.0.1"]
        run += ["-p", str(port), "-m", "1", "-nostdin", "-timeout", "90s", "-trace_err"]
        run += [
            "-error_file",
            str(folder / f"{name}.err"),
            "-min_rtp_port",
            str(21000 + port % 4000 // 2 * 2),
        ]
        self.program = Program(name, inside(pbx.folder, run), folder / f"{name}.log")

    def start(self) -> "Phone":
        """Begin."""
        self.program.start(lambda: True)
        return self

    def stop(self) -> None:
        """End it, whatever it does."""
        self.program.kill()
