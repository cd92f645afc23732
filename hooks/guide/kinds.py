"""What a page is. The folder is the kind."""

from enum import StrEnum


class Kind(StrEnum):
    """A kind of page. The value is the name of its folder; `noun` is one page of it, as findings
    call it; `section` is the name of all of them, as readers see it."""

    noun: str
    section: str

    def __new__(cls, folder: str, noun: str, section: str) -> "Kind":
        """Attach the names to the folder."""
        kind = str.__new__(cls, folder)
        kind._value_ = folder
        kind.noun = noun
        kind.section = section
        return kind

    SITE = "", "page", "Guide"
    PATH = "paths", "path", "Paths"
    DECIDE = "decide", "decision", "Decide"
    ROLE = "roles", "role", "Roles"
    STAGE = "stages", "stage", "Stages"
    WORKING_TOGETHER = "working-together", "page on working together", "Working together"
    GEAR = "gear", "gear page", "Gear"
    GENRE = "genres", "genre", "Genres"
    LEARN = "learn", "learning page", "Learn"
    LAB = "labs", "lab", "Labs"
    TOOL = "tools", "tool", "Tools"
    CONTRIBUTING = "contributing", "page on contributing", "Contributing"
    FINDING = "contributing/findings", "page on a finding", "Findings"


FRAME = frozenset(
    {"page-text", "on-this-page", "practice", "done-when", "check-yourself", "checked", "revised"}
    | {"listening", "connected", "on-the-paths", "siblings", "sources", "for-whom", "assumes"}
    | {"outcomes", "route", "on-paper", "on-device", "tool", "tool-result", "choosing"}
    | {"lab", "lab-listen", "lab-tries", "lab-presets"}
)
"""Ids that templates print around the text of a page."""

_BY_FOLDER = {kind.value: kind for kind in Kind}


def kind_of(page_id: str) -> Kind:
    """The kind of a page, from its id. Raises KeyError for a folder that is no kind."""
    return _BY_FOLDER[page_id.rpartition("/")[0]]


def is_index(page_id: str) -> bool:
    """Whether this is the page that opens a section."""
    return page_id == "index" or page_id.endswith("/index")
