"""Files written whole or not at all: what stood there before is replaced only once the new file is complete."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from comparer.errors import WriteError


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file. Raises WriteError, naming it and the remedy; the old file is then untouched."""
    write_chunks(path, (data,))


def write_chunks(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file piece by piece; as ``write_bytes``. What the pieces raise passes through."""
    path = Path(path)
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as out:
            temporary = Path(out.name)
            out.writelines(chunks)
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        else:
            mask = os.umask(0)
            os.umask(mask)
            temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    except BaseException as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        reason = error.strerror or str(error)
        raise WriteError(
            f"{path} could not be written ({reason}): choose another folder or free some space."
        ) from error


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8; as ``write_bytes``."""
    write_bytes(path, text.encode("utf-8"))
