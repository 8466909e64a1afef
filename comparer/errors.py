"""Errors that a person is shown: one sentence that names the file, says what is wrong and what to do."""

from __future__ import annotations


class ComparerError(Exception):
    """Its text is shown as it stands, on one line."""


class LoadError(ComparerError):
    """A file gives no story."""


class WriteError(ComparerError):
    """A report or project could not be written; what stood there before is untouched."""


class ProjectError(ComparerError):
    """A project file cannot be opened."""


class Cancelled(Exception):  # noqa: N818 - not an error
    """The person asked to stop."""
