"""The command line: thin. Each command loads what it needs and no more.

Exit status, as diff's: 0 nothing differs (or it was not asked), 1 something differs (with ``--exit-code``), 2 trouble.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comparer import __version__
from comparer.errors import ComparerError

if TYPE_CHECKING:
    from comparer.comparison import Comparison
    from comparer.story import Story

FILE = click.Path(path_type=Path)
TROUBLE = 2


class DefaultsToOpen(click.Group):
    """``comparer A B`` is ``comparer open A B``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and not args[0].startswith("-")):
            args = ["open", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=DefaultsToOpen,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="With two files and no command the window opens on them; with nothing at all, on the start screen.",
)
@click.version_option(__version__, prog_name="comparer")
def commands() -> None:
    """Lay two or more agencies' versions of one story side by side: what matches, what only one of them says,
    where they contradict each other. Everything stays on this machine.

    \b
    comparer sputnik.txt dpa.txt                    the window
    comparer show sputnik.txt dpa.txt               the findings, in the terminal
    comparer report sputnik.txt dpa.txt -o nato.html
    """


@commands.command("open")
@click.argument("files", nargs=-1, type=FILE)
def open_window(files: tuple[Path, ...]) -> None:
    """Open the window on FILES (stories, or one .comparer project)."""
    if not has_display():
        if len(files) < 2:
            raise ComparerError("There is no display to open a window on: name two stories to compare them here.")
        click.echo("There is no display to open a window on; the comparison follows.", err=True)
        print_comparison(compare_files(files))
        return
    from comparer.window.app import run

    raise SystemExit(run(files))


def has_display() -> bool:
    """Whether a window can be opened: always where Qt was told which platform to use, or not on X11 or Wayland."""
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@commands.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("-a", "--all", "everything", is_flag=True, help="Show shared names, figures and dates as well.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything stands in one story only or conflicts.")
def show(files: tuple[Path, ...], everything: bool, exit_code: bool) -> None:
    """Print what differs between FILES in the terminal."""
    comparison = compare_files(files)
    print_comparison(comparison, everything=everything)
    if exit_code and comparison.differs():
        raise SystemExit(1)


@commands.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "-o",
    "--output",
    "outputs",
    required=True,
    multiple=True,
    help="The file to write; its suffix says which kind. - writes to the terminal. Several times: several kinds.",
)
@click.option("-f", "--format", "kind", help="The kind of report, where the suffix does not say it (html, md, json …).")
@click.option(
    "--scope", type=click.Choice(["all", "undecided"]), default="all", show_default=True, help="Which findings."
)
@click.option(
    "--quotations",
    type=click.IntRange(min=1),
    metavar="N",
    help="Leave the stories' texts out; quote at most N words instead.",
)
@click.option("--private", is_flag=True, help="Include contacts and notes that are not for publication.")
@click.option("--template", type=FILE, metavar="DIR", help="A newsroom's own letterhead and wording.")
@click.option("--title", default="", help="A title of your own.")
@click.option("--recipient", default="", metavar="NAME", help="Whom the report is for.")
@click.option(
    "--paper", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True, help="For PDF and print."
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything stands in one story only or conflicts.")
def report(
    files: tuple[Path, ...], outputs: tuple[str, ...], kind: str | None, exit_code: bool, **choices: Any
) -> None:
    """Compare FILES (stories, or one .comparer project) and write a report that can be handed on."""
    from comparer import reports

    chosen = [(o, reports.kind_of(kind or ("md" if o == "-" else None), Path(o)).name) for o in outputs]
    options = reports.ReportOptions(
        scope=choices["scope"],
        quotation_words=choices["quotations"],
        include_private=choices["private"],
        template=choices["template"],
        title=choices["title"],
        recipient=choices["recipient"],
        paper=choices["paper"],
    )
    source = _project_or_comparison(files)
    _warn_of_embargoes(source.stories, options.template)
    for output, name in chosen:
        if output == "-":
            _to_terminal(reports.render(source, name, options))
        else:
            reports.write(source, Path(output), name, options)
    comparison: Comparison = getattr(source, "comparison", source)
    if exit_code and comparison.differs():
        raise SystemExit(1)


def _warn_of_embargoes(stories: Sequence[Story], template: Path | None) -> None:
    """Say on standard error which stories may not be passed on."""
    from comparer.reports.holding import embargo_lines, withdrawn_lines
    from comparer.reports.phrases import Phrases

    phrases = Phrases(template)
    for line in (*embargo_lines(stories, phrases), *withdrawn_lines(stories, phrases)):
        click.echo(f"comparer: {line}", err=True)


def _to_terminal(made: str | bytes) -> None:
    if isinstance(made, bytes):
        sys.stdout.buffer.write(made)
    else:
        click.echo(made, nl=not made.endswith("\n"))


def _project_or_comparison(files: Sequence[Path]) -> Any:
    if len(files) == 1 and files[0].suffix == ".comparer":
        from comparer.desk.project_file import load

        return load(files[0])
    return compare_files(files)


@commands.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--read", is_flag=True, help="Read the language too: sentences, quotes and facts.")
@click.option("-o", "--output", required=True, help="The JSON file to write. - writes to the terminal.")
def story(files: tuple[Path, ...], read: bool, output: str) -> None:
    """Write what was loaded from FILES, nothing compared, as JSON."""
    import json

    from comparer.comparison import STORIES_FORMAT, VERSION
    from comparer.safe_write import write_text

    found: list[dict[str, Any]] = []
    trouble: list[str] = []
    for path in files:
        try:
            found += [_story_json(one, path, read) for one in load_stories(path)]
        except ComparerError as error:
            if len(files) == 1:
                raise
            trouble.append(str(error))
    text = json.dumps({"format": STORIES_FORMAT, "version": VERSION, "stories": found}, ensure_ascii=False, indent=1)
    if output == "-":
        click.echo(text)
    else:
        write_text(Path(output), text + "\n")
    for message in trouble:
        click.echo(f"comparer: {message}", err=True)
    if trouble:
        raise SystemExit(TROUBLE)


def _story_json(story: Story, path: Path, read: bool) -> dict[str, Any]:
    from comparer.comparison import story_to_json

    if not read:
        return story_to_json(story, read=False) | {"file": str(path)}
    from comparer.compare import read_story
    from comparer.reading.as_facts import facts_json

    reading = read_story(story)
    return story_to_json(reading.story) | {"file": str(path), "facts": facts_json(reading)}


@commands.command()
@click.argument("pairs", type=FILE)
@click.option(
    "-o", "--output", required=True, type=FILE, help="The folder to write to: one report a pair, and an index."
)
@click.option("-f", "--format", "kind", default="html", show_default=True, help="The kind of report.")
@click.option("-j", "--jobs", type=int, help="Processes; the number of cores unless given.")
@click.option("--dask", metavar="ADDRESS", help="Send the work to a Dask scheduler (needs comparer[cluster]).")
@click.option("--fresh", is_flag=True, help="Do all pairs again, not only those that changed.")
def batch(pairs: Path, output: Path, kind: str, jobs: int | None, dask: str | None, fresh: bool) -> None:
    """Compare many pairs: a CSV with the header id,a,b (and c, d … for more stories), or a folder of folders."""
    from comparer.reports.batch import run_batch

    failed = run_batch(pairs, output, kind, jobs=jobs, dask=dask, fresh=fresh)
    if failed:
        raise SystemExit(TROUBLE)


@commands.command()
@click.argument("project", type=FILE)
@click.argument("returned", nargs=-1, required=True, type=FILE)
def collect(project: Path, returned: tuple[Path, ...]) -> None:
    """Take over verdicts and notes that others wrote into RETURNED (xlsx, csv or Web Annotations made of PROJECT)."""
    from comparer.desk.project_file import load, save
    from comparer.reports.reading_back import read_back

    current, changed, unplaced = load(project), 0, 0
    for path in returned:
        result = read_back(current, path)
        current = result.project
        changed += len(result.changed)
        for item in result.unplaced:
            unplaced += 1
            words = " / ".join(item.returned.words)
            click.echo(f"comparer: {path}, {item.returned.where}, not placed ({item.reason}): {words}", err=True)
    save(current, project)
    click.echo(f"{changed} findings have another verdict or note now; {unplaced} could not be placed.")


@commands.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a completion script: for bash, add  eval "$(comparer completion bash)"  to ~/.bashrc."""
    from click.shell_completion import get_completion_class

    chosen = get_completion_class(shell)
    if chosen is not None:
        click.echo(chosen(commands, {}, "comparer", "_COMPARER_COMPLETE").source())


def load_stories(path: Path) -> list[Story]:
    """All stories of a file, with what a person should know of each on standard error."""
    from comparer.loading import load

    return load(path)


def compare_files(files: Sequence[Path]) -> Comparison:
    """Compare the first story of each file. Where one file holds several and stands alone, compare those."""
    from concurrent.futures import ThreadPoolExecutor

    from comparer.compare import Cache, compare, load_networks

    with ThreadPoolExecutor(1) as pool:
        networks = pool.submit(load_networks)
        loaded = [load_stories(path) for path in files]
        stories = loaded[0] if len(loaded) == 1 else [found[0] for found in loaded]
        for path, found in zip(files, loaded, strict=True):
            if len(loaded) > 1 and len(found) > 1:
                click.echo(f"comparer: {path} holds {len(found)} stories; the first is compared.", err=True)
        comparison = compare(stories, cache=Cache.kept())  # the language model loads here, if there is a need to read
        networks.result()
    return comparison


def print_comparison(comparison: Comparison, *, everything: bool = False) -> None:
    """Print the findings with rich."""
    from comparer.terminal import print_findings

    print_findings(comparison, everything=everything)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status. What goes wrong is one line on standard error."""
    try:
        commands.main(
            args=list(arguments) if arguments is not None else None, prog_name="comparer", standalone_mode=False
        )
    except ComparerError as error:
        click.echo(f"comparer: {error}", err=True)
        return TROUBLE
    except click.ClickException as error:
        error.show()
        return TROUBLE
    except (click.Abort, KeyboardInterrupt):
        click.echo("comparer: stopped", err=True)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as status:
        return status.code if isinstance(status.code, int) else 0 if status.code is None else TROUBLE
    return 0
