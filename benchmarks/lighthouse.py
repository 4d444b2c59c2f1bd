"""Ask Lighthouse what it thinks of the site, and keep the figures in docs/project/lighthouse.md.

python -m benchmarks.lighthouse [RUNS]

Needs a Chromium, and Node.js with npm, which fetches Lighthouse as benchmarks/lighthouse/ locks it.
Each page is visited RUNS times (3) as Lighthouse's own phone on a slow network; the median counts.
"""

import functools
import gzip
import http.server
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import demo
from benchmarks.browser import FLAGS, MISSING, find_chromium
from benchmarks.screenshots import page_of

HERE = Path(__file__).with_suffix("")
PAGE = demo.ROOT / "docs" / "project" / "lighthouse.md"
CATEGORIES = {"performance": 95, "accessibility": 100, "best-practices": 100}
METRICS = {
    "first-contentful-paint": "First paint",
    "largest-contentful-paint": "Largest paint",
    "total-blocking-time": "Blocked",
    "cumulative-layout-shift": "Shift",
}


def main() -> None:
    """Build the demo collection, measure its pages, print and keep what was found."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    executable, npm = find_chromium(), shutil.which("npm")
    if executable is None:
        sys.exit(f"error: {MISSING}")
    if npm is None:
        sys.exit("error: no npm found: install Node.js 18 or later")
    if not (HERE / "node_modules").is_dir():
        subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True)
    with tempfile.TemporaryDirectory() as scratch:
        seeds, site = Path(scratch) / "seeds", Path(scratch) / "site"
        demo.write_seeds(seeds)
        result = demo.build(seeds, site)
        if result.returncode:
            sys.exit(result.stderr)
        pages = {
            "home": "index.html",
            "briefing": page_of(site / "briefings", "given this escapade"),
            "dossier": page_of(site / "actors", '<h1 id="title">Church of Scientology<'),
            "search": "search.html?q=Kursk",
        }
        with compressed(site) as address:
            rows = {
                kind: [_visit(executable, address + path) for _ in range(runs)]
                for kind, path in pages.items()
            }
    text = _text(rows, runs)
    PAGE.write_text(text, encoding="utf-8")
    print(text)
    low = [kind for kind, found in rows.items() if not _reaches(found)]
    if low:
        sys.exit(f"below the aim: {', '.join(low)}")


@contextmanager
def compressed(folder: Path) -> Iterator[str]:
    """Serve `folder` as static hosts do: with gzip, and connections that stay open."""
    handler = functools.partial(_Compressing, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


class _Compressing(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5  # an open connection must not keep the server from ending

    def send_head(self) -> io.BytesIO | None:
        """Answer with a file, compressed where that helps."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return None
        content, kind = path.read_bytes(), self.guess_type(path)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "max-age=600")
        if kind.startswith("text/") or kind.endswith(("javascript", "json", "svg+xml")):
            content = gzip.compress(content, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def _visit(executable: Path, address: str) -> dict[str, Any]:
    command = [
        str(HERE / "node_modules" / ".bin" / "lighthouse"),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(FLAGS)}",
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"CHROME_PATH": str(executable)},
    )
    if done.returncode:
        sys.exit(done.stderr)
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def _scores(found: list[dict[str, Any]]) -> dict[str, int]:
    return {
        name: round(100 * statistics.median(each["categories"][name]["score"] for each in found))
        for name in CATEGORIES
    }


def _reaches(found: list[dict[str, Any]]) -> bool:
    return all(score >= CATEGORIES[name] for name, score in _scores(found).items())


def _text(rows: dict[str, list[dict[str, Any]]], runs: int) -> str:
    version = next(iter(rows.values()))[0]["lighthouseVersion"]
    lines = [
        "# Lighthouse",
        "",
        "`python -m benchmarks.lighthouse` writes this page: the demo collection, served with gzip",
        "as static hosts do, visited by Lighthouse's own phone on a slow network (its default), in",
        f"headless Chromium. Lighthouse {version}; median of {runs} visits. Aim: performance 95,",
        "the others 100.",
        "",
        "| Page | Performance | Accessibility | Best practices | "
        + " | ".join(METRICS.values())
        + " |",
        "|---|---:|---:|---:|" + "---:|" * len(METRICS),
    ]
    for kind, found in rows.items():
        scores = " | ".join(str(score) for score in _scores(found).values())
        metrics = " | ".join(_metric(found, name) for name in METRICS)
        lines.append(f"| {kind} | {scores} | {metrics} |")
    return "\n".join([*lines, ""])


def _metric(found: list[dict[str, Any]], name: str) -> str:
    value = statistics.median(each["audits"][name]["numericValue"] for each in found)
    return f"{value:.3f}" if name.endswith("shift") else f"{value:.0f} ms"


if __name__ == "__main__":
    main()
