"""`gradmark`: the list of commands; each is loaded only when it is asked for."""

from __future__ import annotations

import sys
from importlib import import_module

import click

import autograder

# command -> (module, one line for `gradmark --help`)
COMMANDS = {
    "check": "self-check of a student's folder (what pytest shows)",
    "hint": "show a hint for an exercise",
    "grade": "grade submissions: files, folders, LMS zips",
    "report": "class report: HTML with plots, CSV, JSON",
    "course": "make a working nbgrader course",
    "bundle": "make the zip that a student downloads",
    "build": "solutions -> assignments, nbgrader source, hidden specs",
    "check-kit": "prove that stubs fail, references pass, wrong variants lose marks",
    "audit": "put mistakes into the references and see that checks notice them",
    "doctor": "say what isolation this machine offers and what is missing",
    "demo": "grade the sample class end to end",
}


class LazyGroup(click.Group):
    """Imports a command's module when the command is run, so that --help is quick."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Load `autograder.cli.<name>`."""
        if name not in COMMANDS:
            return None
        module = import_module(f"autograder.cli.{name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def invoke(self, context: click.Context) -> object:
        """Run the command; an interrupt is the user's wish and no failure."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            click.echo("interrupted; what was done so far is kept", err=True)
            sys.exit(130)

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80}
)
@click.version_option(autograder.__version__, prog_name="gradmark")
def cli() -> None:
    """Exercises in the mathematics of neural networks, graded exactly.

    Students: `gradmark check` in the folder of a unit, `gradmark hint NAME` when stuck.
    Instructors: `gradmark course DIR`, then nbgrader as usual, or `gradmark grade`.
    """


def main() -> None:
    """Run the command line; exit 2 for wrong use, 3 when the fault is ours, 130 when interrupted."""
    cli(prog_name="gradmark")


if __name__ == "__main__":
    main()
