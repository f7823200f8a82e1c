"""Two languages, side by side where they are said; Chinese unless asked otherwise."""

import os
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Literal, get_args

Language = Literal["zh", "en"]
Say = Callable[[str, str], str]  # of (zh, en), the one that is asked for
LANGUAGES: tuple[Language, ...] = get_args(Language)


def chosen(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """The language of --lang, else of a locale that is English, else Chinese."""
    asked = [
        after if one == "--lang" else one.removeprefix("--lang=")
        for one, after in pairwise([*arguments, ""])
        if one.startswith("--lang")
    ]
    for language in LANGUAGES:
        if asked and asked[-1] == language:
            return language
    locale = next((environment[key] for key in ("LC_ALL", "LANG") if environment.get(key)), "")
    return "en" if locale.startswith("en") else "zh"


def speaker(language: Language) -> Say:
    """What picks a word of a pair."""
    return (lambda zh, _: zh) if language == "zh" else (lambda _, en: en)
