"""The exceptions a user may meet: one line that names the thing, the cause and the remedy."""


class BriefingsError(Exception):
    """An expected failure.

    ``str(error)`` is ``subject: cause; remedy`` on one line, ready to print.
    """

    def __init__(self, subject: str, cause: str, remedy: str) -> None:
        self.subject = one_line(subject)
        self.cause = one_line(cause)
        self.remedy = one_line(remedy)
        super().__init__(subject, cause, remedy)

    def __str__(self) -> str:
        return f"{self.subject}: {self.cause}; {self.remedy}"


class SeedError(BriefingsError):
    """A seed that cannot become an article. The other seeds still publish."""


class SettingsError(BriefingsError):
    """A setting, project file or command-line value that cannot be used."""


class TemplateProblem(BriefingsError):  # noqa: N818 - TemplateError is Jinja's own name
    """A template that does not parse, or uses a name that its view does not have."""


class PublishError(BriefingsError):
    """The site could not be written. The site published before stays as it was."""


class StoreError(BriefingsError):
    """The working folder cannot be used at all (a damaged cache is rebuilt and raises nothing)."""


class LostResult(BriefingsError):  # noqa: N818 - it is caught and never shown
    """One entry of the store is damaged; it was forgotten, and building again makes it anew."""


class StoreDamage(StoreError):  # noqa: N818 - its base says Error already
    """The cache was found damaged in the middle of a build, and is gone: begin again."""


def one_line(text: str) -> str:
    """Return `text` with every control character and line break shown as ``?`` or a blank."""
    return "".join(
        " " if char in "\n\r\t" else char if char.isprintable() else "?" for char in text
    )
