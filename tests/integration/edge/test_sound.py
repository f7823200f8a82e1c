"""Sound is recorded where it is asked for and nowhere else; what ails it never ails the picture."""

import os
import struct
import threading
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from stack.filmed import QUICK, SOON, Post, room
from stack.process import wait_for
from yizhan_edge.errors import SettingsRefused
from yizhan_edge.recording import chain, microphone
from yizhan_edge.recording.encoder import Encoder
from yizhan_edge.recording.microphone import RATE, Heard, Microphone, Samples
from yizhan_edge.settings import Recording

HERTZ = 1000


def tone(seconds: float) -> Samples:
    swing = np.sin(2 * np.pi * HERTZ * np.arange(round(seconds * RATE)) / RATE)
    return np.asarray(8000 * swing, np.int16)


def wav(path: Path, sound: Samples, rate: int = RATE) -> str:
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, rate, 0, "NONE", ""))
        out.writeframes(sound.tobytes())
    return f"file:{path}"


def pitch(sound: np.ndarray[tuple[int], np.dtype[np.generic]]) -> float:
    """The loudest frequency."""
    return float(np.abs(np.fft.rfft(sound)).argmax() * RATE / sound.size)


def kinds(path: Path) -> list[str]:
    with av.open(str(path)) as clip:
        return [one.type for one in clip.streams]


def pictures(path: Path) -> list[tuple[float, float]]:
    """Time and mean grey of each picture."""
    with av.open(str(path)) as clip:
        shown = list(clip.decode(video=0))
    return [(float(one.time or 0), float(one.to_ndarray(format="gray").mean())) for one in shown]


def heard(path: Path) -> tuple[float, np.ndarray[tuple[int], np.dtype[np.float32]]]:
    """When the sound of a segment begins, and the sound."""
    with av.open(str(path)) as clip:
        assert clip.streams.audio[0].codec_context.name == "aac"
        blocks = list(clip.decode(audio=0))
    return float(blocks[0].time or 0), np.concatenate([one.to_ndarray()[0] for one in blocks])


def in_use(path: Path) -> bool:
    """Whether this process has the file open."""
    links = [Path("/proc/self/fd") / one for one in os.listdir("/proc/self/fd")]
    return any(os.path.lexists(one) and one.resolve() == path for one in links)


def with_microphone(source: str) -> Recording:
    return Recording(segment_s=1, floor=0, microphone=source)


def test_sound_is_in_each_segment_when_it_is_asked_for(post: Post, tmp_path: Path) -> None:
    recorder = post.recorder(with_microphone(wav(tmp_path / "a.wav", tone(60))))
    recorder.begin(post.session, sound=True)
    post.until(lambda: len(post.numbers()) >= 3, "three segments")
    recorder.end()
    assert (chain.verify(post.folder), post.gaps()) == (None, [])
    for number in (2, 3):
        path = chain.file(post.folder, number)
        shown, (begun, sound) = pictures(path), heard(path)
        assert pitch(sound) == pytest.approx(HERTZ, abs=2)
        assert np.sqrt(np.mean(sound[RATE // 5 :] ** 2)) == pytest.approx(8000 / 2**15.5, rel=0.3)
        assert begun == pytest.approx(shown[0][0], abs=0.1)
        assert begun + sound.size / RATE == pytest.approx(shown[-1][0], abs=0.2)


def test_nothing_is_heard_unless_asked_as_in_a_private_room(post: Post, tmp_path: Path) -> None:
    recorder = post.recorder(with_microphone(wav(tmp_path / "a.wav", tone(60))))
    recorder.begin(post.session)
    post.until(lambda: in_use(tmp_path / "a.wav") or len(post.numbers()) >= 2, "two segments")
    assert not in_use(tmp_path / "a.wav")
    recorder.end()
    assert {tuple(kinds(one)) for one in post.folder.glob("*.ts")} == {("video",)}
    assert post.gaps() == []


def test_the_microphone_is_in_use_only_while_sound_is_asked_for(post: Post, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    recorder = post.recorder(with_microphone(wav(path, tone(60))))
    assert not in_use(path)
    recorder.begin(post.session, sound=True)
    post.until(lambda: in_use(path) and len(post.numbers()) >= 1, "sound")
    recorder.begin(post.session, sound=False)
    post.until(lambda: not in_use(path), "silence")
    with_sound = post.numbers()[-1] + 1  # the one in work then
    post.until(lambda: post.numbers()[-1] > with_sound, "a silent segment")
    recorder.begin(post.session, sound=True)
    post.until(lambda: in_use(path), "sound again")
    recorder.end()
    assert not in_use(path)
    assert chain.verify(post.folder) is None
    assert "audio" in kinds(chain.file(post.folder, 1))
    assert kinds(chain.file(post.folder, with_sound + 1)) == ["video"]


@pytest.mark.parametrize("ill", ["none", "missing", "no sound file", "another rate"])
def test_a_microphone_that_cannot_be_used_is_told_once_and_leaves_the_picture_whole(
    post: Post, tmp_path: Path, ill: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(microphone, "LOST_S", 0.5)
    monkeypatch.setattr(microphone, "REOPEN_S", 0.1)
    (tmp_path / "text.wav").write_text("no sound")
    sources = {
        "none": "",
        "missing": f"file:{tmp_path / 'none.wav'}",
        "no sound file": f"file:{tmp_path / 'text.wav'}",
        "another rate": wav(tmp_path / "slow.wav", tone(1), rate=8000),
    }
    recorder = post.recorder(with_microphone(sources[ill]))
    recorder.begin(post.session, sound=True)
    post.until(lambda: len(post.numbers()) >= 3, "three segments")
    recorder.end()
    assert (chain.verify(post.folder), post.gaps(), recorder.gap) == (None, ["sound"], None)
    path = chain.file(post.folder, 2)
    assert 7 <= len(pictures(path)) <= 11
    assert kinds(path) == (["video"] if ill == "none" else ["video", "audio"])
    assert ill == "none" or not heard(path)[1].any()


class Line:
    """A microphone at the other end of a pipe: it speaks until it is told to stall."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path, self.stalled, self.over = path, threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._speak, daemon=True)
        self.thread.start()

    def end(self) -> None:
        self.over.set()
        os.close(os.open(self.path, os.O_RDONLY | os.O_NONBLOCK))  # frees one that waits for us
        self.thread.join(5)

    def _speak(self) -> None:
        head = b"RIFF\xff\xff\xff\x7fWAVEfmt " + struct.pack(
            "<IHHIIHH", 16, 1, 1, RATE, 2 * RATE, 2, 16
        )
        with self.path.open("wb", buffering=0) as line:
            try:
                line.write(head + b"data\xdb\xff\xff\x7f")
                while not self.over.wait(0.1):
                    if not self.stalled.is_set():
                        line.write(tone(0.1).tobytes())
            except BrokenPipeError:
                return


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    made = Line(tmp_path / "line.wav")
    yield made
    made.end()


def test_a_microphone_that_stalls_leaves_silence_and_is_heard_again(
    post: Post, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(microphone, "CLOSE_S", 0.2)

    def loud(number: int) -> bool:
        return bool(np.abs(heard(chain.file(post.folder, number))[1]).max() > 0.1)

    def until_a_segment(right: Callable[[int], bool], what: str) -> None:
        seen = len(post.numbers())
        post.until(lambda: len(post.numbers()) > seen and right(post.numbers()[-1]), what)

    recorder = post.recorder(with_microphone(f"file:{line.path}"))
    recorder.begin(post.session, sound=True)
    until_a_segment(loud, "sound")
    monkeypatch.setattr(microphone, "LOST_S", 0.5)
    line.stalled.set()
    until_a_segment(lambda number: not loud(number), "silence")
    assert post.gaps() == ["sound"]
    line.stalled.clear()
    until_a_segment(loud, "sound again")
    line.stalled.set()
    recorder.end()
    assert (chain.verify(post.folder), post.gaps()) == (None, ["sound"])
    assert all(len(pictures(one)) >= 7 for one in sorted(post.folder.glob("*.ts"))[:-1])
    # hung in the middle of a reading, it lets go as soon as it can and nothing is kept of it
    line.stalled.clear()
    wait_for(lambda: not line.thread.is_alive(), SOON, "nobody at the other end of the line")
    assert recorder._microphone.take() == []


def test_sound_and_picture_of_one_moment_are_together_whatever_way_the_blocks_come(
    tmp_path: Path,
) -> None:
    """A flash and a tone at 1.0 s; blocks come early, late and with a hole between."""
    encoder = Encoder(tmp_path / "a.ts", (320, 240), 10, sound=True)
    chance, sound = np.random.default_rng(1), np.concatenate([np.zeros(RATE, np.int16), tone(1)])
    for turn in range(20):
        encoder.add(room() if turn < 10 else np.full((240, 320, 3), 255, np.uint8), turn / 10)
        place = turn * RATE // 10
        if turn != 5:
            late = chance.uniform(-0.03, 0.03)
            encoder.hear(sound[place : place + RATE // 10], turn / 10 + late)
    encoder.finish()
    flash = next(at for at, grey in pictures(tmp_path / "a.ts") if grey > 200)
    begun, decoded = heard(tmp_path / "a.ts")
    onset = begun + float(np.flatnonzero(np.abs(decoded) > 0.05)[0]) / RATE
    assert onset == pytest.approx(flash, abs=0.1)


def test_a_segment_of_one_picture_may_ask_for_sound(tmp_path: Path) -> None:
    encoder = Encoder(tmp_path / "a.ts", (320, 240), 10, sound=True)
    encoder.add(room(), 0.0)
    encoder.finish()
    assert len(pictures(tmp_path / "a.ts")) == 1


def test_a_device_of_the_machine_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tone(20).tofile(tmp_path / "tone.raw")
    card = f'type file slave.pcm {{ type null }} file "/dev/null" infile "{tmp_path}/tone.raw"'
    (tmp_path / "alsa.conf").write_text(f"pcm.card {{ {card} format raw }}")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "alsa.conf"))
    device, got = Microphone("alsa:card"), list[Heard]()

    def enough() -> bool:
        got.extend(device.take())
        return len(got) > 5

    device.open()
    try:
        wait_for(enough, SOON, "sound")
    finally:
        device.close()
    assert not device.lost
    assert pitch(np.concatenate([one.samples for one in got[:5]])) == pytest.approx(HERTZ, abs=20)
    assert got[0].at < got[-1].at


@pytest.mark.parametrize("source", ["default", "alsa:", "file:", "pulse:0", "http://host/a.wav"])
def test_another_form_of_microphone_is_refused_with_what_to_write(source: str) -> None:
    with pytest.raises(SettingsRefused, match=r"start again\. recording\.microphone: use alsa:"):
        Microphone(source)


def test_a_box_has_no_microphone_unless_one_is_named() -> None:
    assert not Microphone(QUICK.microphone).there
