"""`gradmark doctor`: what this machine offers."""

from __future__ import annotations

import click

_WORDS = {"good": "ok", "note": "note", "problem": "problem"}


@click.command()
def command() -> None:
    """Say what isolation this machine offers and what is missing."""
    from autograder.doctor import diagnose

    for finding in diagnose():
        click.echo(f"{_WORDS[finding.status]:8}{finding.topic}: {finding.text}")
        if finding.remedy:
            click.echo(f"{'':8}  {finding.remedy}")
