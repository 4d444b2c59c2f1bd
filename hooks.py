"""MkDocs events, handed to the generator, so that `mkdocs build` and `mkdocs serve` work alone."""

from generator.site import on_env, on_post_build, on_pre_build

__all__ = ["on_env", "on_post_build", "on_pre_build"]
