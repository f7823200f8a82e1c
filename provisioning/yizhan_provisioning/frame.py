"""The frame of the command line: one class of verb, one class of group, help in two languages.

A verb is a module with `command(say) -> click.Command`; the table is in `verbs/__init__.py`.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from yizhan_provisioning.output import Output
from yizhan_provisioning.words import LANGUAGES, Say

HEADINGS = {"Options": "选项", "Commands": "命令"}
PROGRAM = "yizhan-provision"


class Help(click.HelpFormatter):
    """Click's layout, with its own few words in Chinese where Chinese is spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line."""
        super().write_usage(prog, args, prefix or self.say("用法:", "Usage: "))

    def write_heading(self, heading: str) -> None:
        """The line above a list."""
        super().write_heading(self.say(HEADINGS.get(heading, heading), heading))

    say: Say = staticmethod(lambda zh, _: zh)


class Context(click.Context):
    """Click's context, whose help speaks the language of the run."""

    def make_formatter(self) -> click.HelpFormatter:
        """A formatter that speaks."""
        made = Help(width=self.terminal_width, max_width=self.max_content_width)
        made.say = self.ensure_object(Output).say
        return made


class Spoken(click.Command):
    """What every verb has: --json, --lang and --help, said in the language of the run."""

    context_class = Context

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The verb's own options, then those of every verb."""
        say = ctx.ensure_object(Output).say
        return [*self.params, *_common(say), _help(say)]


class Verb(Spoken):
    """One verb."""


class Verbs(Spoken, click.Group):
    """A verb of several, or the whole tool; a module is opened only when its verb is named."""

    def __init__(self, *given: Any, modules: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.modules = modules or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return [*self.modules, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of this name, None without one."""
        if cmd_name not in self.modules:
            return super().get_command(ctx, cmd_name)
        made: click.Command = import_module(self.modules[cmd_name]).command(
            ctx.ensure_object(Output).say
        )
        return made


def run(tool: click.Command, arguments: list[str], output: Output) -> int:
    """Run what was typed; returns the exit code, 2 for what cannot be understood.

    Errors of provisioning pass through.
    """
    try:
        tool.main(arguments, prog_name=PROGRAM, standalone_mode=False, obj=output)
    except click.UsageError as error:
        if isinstance(error, click.exceptions.NoArgsIsHelpError):
            return output.misused(error.format_message())
        return output.misused(f"{_wrong(error, output.say)} {_look(error, output.say)}")
    except click.Abort:
        return output.misused(output.say("已中止;可以重复运行。", "Aborted; it may be run again."))
    return 0


def _wrong(error: click.UsageError, say: Say) -> str:
    if say("", "en"):
        return error.format_message()
    match error:
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}。"
        case click.exceptions.NoSuchCommand():
            return f"没有命令 {error.command_name}。"
        case click.MissingParameter():
            return f"缺少 {error.param.get_error_hint(error.ctx) if error.param else ''}。"
        case _:
            return f"看不懂:{error.format_message()}"


def _look(error: click.UsageError, say: Say) -> str:
    path = error.ctx.command_path if error.ctx else PROGRAM
    return say(f"请看 {path} --help。", f"Look at {path} --help.")


def _common(say: Say) -> list[click.Parameter]:
    def wants_json(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        found = ctx.ensure_object(Output)
        found.as_json = found.as_json or value

    text = say("只输出一个 JSON 对象", "print one JSON object and nothing else")
    tongue = say("语言;默认按系统,中文优先", "language; else the locale's, Chinese first")
    return [
        click.Option(["--json"], is_flag=True, expose_value=False, callback=wants_json, help=text),
        # read before anything is built: words.chosen
        click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=tongue),
    ]


def _help(say: Say) -> click.Parameter:
    def show(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()

    return click.Option(
        ["--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=say("显示本页", "show this page"),
    )
