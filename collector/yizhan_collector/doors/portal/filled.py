"""A form as somebody filled it in: what they typed is kept, and what is wrong stands beside it."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from yizhan_collector.doors.portal.words import Pair, problem
from yizhan_collector.ground.names import LONGEST, BadName, require_name
from yizhan_collector.ground.refusals import Refused, code_of

NEEDED: Pair = ("请填写这一项。", "Please fill this in.")
NO_PHONE: Pair = (
    "电话号码只写数字，可以有空格、+ 和 -，最多20位。",
    "A telephone number holds digits, spaces, + and - only, at most 20.",
)
PHONE = re.compile(r"[0-9+ -]{3,20}")
CHOOSE: Pair = ("请选择一项。", "Please choose one.")


@dataclass
class Filled:
    """What was typed by field, and the sentence, Chinese and English, beside what is wrong."""

    given: Mapping[str, str] = field(default_factory=dict)
    wrong: dict[str, Pair] = field(default_factory=dict)

    def text(self, name: str, most: int, *, needed: bool = False) -> str:
        """What was typed, without signs nobody sees; a sentence when it is missing or too long."""
        said = clean(self.given.get(name, ""))
        if needed and not said:
            self.wrong[name] = NEEDED
        if len(said) > most:
            over = len(said) - most
            self.wrong[name] = (
                f"最多{most}字，您写了{len(said)}字，请删去{over}字，或把其余内容作为文件上传。",
                f"At most {most} characters; you wrote {len(said)}. Take out {over}, or send the"
                " rest as a file.",
            )
        return said

    def one_of(self, name: str, allowed: Collection[str], *, needed: bool = True) -> str:
        """What was chosen, or nothing; a sentence when it had to be chosen, or cannot be."""
        said = self.given.get(name, "")
        if said in allowed:
            return said
        if said or needed:
            self.wrong[name] = CHOOSE
        return ""

    def name(self, *, needed: bool = False) -> str:
        """A name as it was typed; a sentence when it could be taken for more."""
        said = self.text("name", LONGEST, needed=needed)
        try:
            return require_name(said) if said and "name" not in self.wrong else said
        except BadName as error:
            self.refuse("name", error)
            return said

    def phone(self, *, needed: bool = False) -> str:
        """A telephone number as it was typed; a sentence when it is none."""
        said = unicodedata.normalize("NFKC", self.text("phone", 20, needed=needed))
        if said and not PHONE.fullmatch(said):
            self.wrong["phone"] = NO_PHONE
        return said

    def refuse(self, name: str, error: Refused) -> None:
        """Put the sentence of a refusal beside a field."""
        title = (type(error).__doc__ or "").strip()
        said = problem(code_of(error), title, False)
        about = f"{error.detail}: " if error.detail else ""
        self.wrong[name] = (about + said, about + title)


def clean(said: str) -> str:
    """The text with plain line ends, and without control and direction marks.

    Emoji keep their joiner; half a character of a pair is none at all.
    """
    lines = said.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(one for one in lines if one in "\n\t\u200d" or _shown(one))
    return unicodedata.normalize("NFC", kept).strip()


def _shown(one: str) -> bool:
    return unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
