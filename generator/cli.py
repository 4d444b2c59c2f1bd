"""Command line (to be written by the integrator; `extract` works for the benchmarks meanwhile)."""

import json
import sys
from pathlib import Path

import generator


def main() -> None:
    """Run."""
    for name in sys.argv[2:]:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        print(json.dumps(generator.extract(text).to_dict(), ensure_ascii=False))
