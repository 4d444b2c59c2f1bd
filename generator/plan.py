"""What a build makes its pages with: code, templates and settings, apart from the articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.export.publication import Publication
from generator.fingerprint import environment, library_versions
from generator.mkdocs_file import site_name_and_address
from generator.settings import Settings

GENERATED_FOLDERS = ("briefings", "actors", "topics", "stories", "timeline", "data")
"""The folders in docs/ that belong to the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a build makes things with, and the hash of it all."""

    publication: Publication
    versions: Mapping[str, str]
    templates: tuple[Path, ...]
    environment: str


def plan_of(settings: Settings, templates: Path) -> Plan:
    """Return the plan of a build; `templates` is the folder of the packaged ones."""
    name, address = site_name_and_address(settings.config_file)
    versions = library_versions(tuple(settings.options.models.values()))
    folders = (settings.templates, templates)
    options = (settings.options.main_actors, settings.options.main_topics)
    return Plan(
        publication=Publication(name=name, base_url=address),
        versions=versions,
        templates=folders,
        environment=environment(folders, (name, address, sorted(versions.items()), options)),
    )
