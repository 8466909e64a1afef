"""The child process that parses hostile formats (PDF, DOCX, ODT, RTF, HTML pages) and can be killed.

The parent sends a file's bytes and reads drafts back as JSON: nothing that the child sends is ever executed. The child
lives on for the next file, so that the heavy libraries are imported once; it ends with its parent. A child that takes
too long, or too much memory, is killed, and the file is refused in one sentence.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from comparer.errors import LoadError
from comparer.loading.draft import Draft, from_json, to_json
from comparer.loading.limits import CHILD_MEMORY, SECONDS, SECONDS_PDF

_START = "import sys; sys.path.insert(0, sys.argv[1]); from comparer.loading.child import serve; serve()"


class Child:
    """One child process, started when it is first needed. Calls from several threads wait for each other."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def read(self, kind: str, data: bytes, name: str, *, seconds: float | None = None) -> list[Draft]:
        """The drafts of a file that the child parsed. Raises LoadError."""
        seconds = seconds or (SECONDS_PDF if kind == "pdf" else SECONDS)
        with self._lock:
            return self._ask(kind, data, name, seconds)

    def _ask(self, kind: str, data: bytes, name: str, seconds: float) -> list[Draft]:
        process = self._running()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            header = json.dumps({"kind": kind, "name": name, "size": len(data)}).encode()
            process.stdin.write(struct.pack(">I", len(header)) + header + data)
            process.stdin.flush()
            answer = _receive(process.stdout)
        except (OSError, ValueError, EOFError):
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            self.close()
            if late.is_set():
                raise LoadError(
                    f"{name} takes longer than {seconds:.0f} seconds to read and was given up: save its text alone "
                    "and open that."
                )
            raise LoadError(
                f"{name} cannot be read: it is damaged or needs too much memory; ask the sender for it as plain text."
            )
        if "error" in answer:
            raise LoadError(str(answer["error"]))
        try:
            return [from_json(draft) for draft in answer["drafts"]]
        except (KeyError, TypeError):
            self.close()
            raise LoadError(f"{name} cannot be read: ask the sender for it as plain text.") from None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            root = str(Path(__file__).resolve().parents[2])
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, root],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._process

    def close(self) -> None:
        """End the child, if it runs. The next file starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()


def _receive(stream: IO[bytes]) -> dict[str, Any]:
    head = _exactly(stream, 4)
    answer = json.loads(_exactly(stream, struct.unpack(">I", head)[0]))
    if not isinstance(answer, dict):
        raise ValueError("not an answer")
    return answer


def _exactly(stream: IO[bytes], size: int) -> bytes:
    parts = []
    while size > 0:
        part = stream.read(min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


CHILD = Child()
"""The child that all loading shares."""
atexit.register(CHILD.close)


def serve() -> None:
    """The child's life: read a file, answer, until the parent goes away. What readers print goes nowhere."""
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    _limit_memory()
    while True:
        try:
            header = json.loads(_exactly(stdin, struct.unpack(">I", _exactly(stdin, 4))[0]))
            data = _exactly(stdin, header["size"])
        except (EOFError, OSError):
            return
        answer = _answer(header["kind"], data, header["name"])
        raw = json.dumps(answer).encode()
        stdout.write(struct.pack(">I", len(raw)) + raw)
        stdout.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY, CHILD_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):
        return


def _answer(kind: str, data: bytes, name: str) -> dict[str, Any]:
    try:
        return {"drafts": [to_json(draft) for draft in parse(kind, data, name)]}
    except LoadError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": f"{name} needs too much memory to read: save its text alone and open that."}
    except RecursionError:
        return {"error": f"{name} is nested too deeply to read: ask the sender for it as plain text."}
    except Exception as error:
        return {
            "error": f"{name} cannot be read ({type(error).__name__}): it is damaged; ask the sender for it again "
            "or as plain text."
        }


def parse(kind: str, data: bytes, name: str) -> list[Draft]:
    """Parse in this process. Raises LoadError, and whatever the libraries raise for damaged files."""
    if kind == "pdf":
        from comparer.loading.pdf_file import read_pdf

        return read_pdf(data, name)
    if kind == "docx":
        from comparer.loading.docx_file import read_docx

        return read_docx(data, name)
    if kind == "odt":
        from comparer.loading.odt_file import read_odt

        return read_odt(data, name)
    if kind == "rtf":
        from comparer.loading.rtf_file import read_rtf

        return read_rtf(data, name)
    from comparer.loading.html_page import read_page

    return read_page(data, name)
