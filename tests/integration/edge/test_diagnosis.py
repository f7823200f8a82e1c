"""What a technician elsewhere gets of a box: how it is, and nothing about anybody."""

import io
import json
import tomllib
import zipfile
from pathlib import Path

from stack import box as make
from stack import builders
from stack.box import NUMBER, Box
from stack.process import answers, wait_for
from yizhan_edge import settings
from yizhan_edge.agent import Agent
from yizhan_edge.hands import BoxHands


def test_a_diagnosis_tells_how_the_box_is_and_names_nobody_and_no_key(tmp_path: Path) -> None:
    make.authority(tmp_path)
    box = Box(tmp_path, "file:none.avi")
    person = make.entry()
    box.hold(person)
    box.write()
    agent = Agent(settings.load(box.config))
    agent.start()
    try:
        wait_for(lambda: answers(box.port), 20, "the page")
        agent.journal.note(builders.visit(person.person))
        report = BoxHands(agent, lambda: None).diagnosis()
    finally:
        agent.stop()
    with zipfile.ZipFile(io.BytesIO(report)) as made:
        told = {name: json.loads(made.read(name)) for name in made.namelist()}
        everything = b"".join(made.read(name) for name in made.namelist()).decode()
    assert told["waiting.json"]["checkin"] == 1
    assert (told["checks.json"]["page"], told["checks.json"]["broker"]) == ("ok", "failed")
    assert told["health.json"]["camera"] == "lost"
    assert told["settings.json"]["device"] == builders.BOX
    forbidden = [NUMBER, str(person.person), person.codes[0].hash, "template.key", ".key"]
    paths = tomllib.loads(box.config.read_text())["broker"]
    for secret in [*forbidden, paths["key"], paths["cert"]]:
        assert secret not in everything
