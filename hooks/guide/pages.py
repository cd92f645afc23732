"""One typed model for each kind of page: what it says of itself, and the parts that it owes.

Two kinds are linked from one side, which its model names; the links of the other are computed.
"""

from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field

from guide.fields import (
    Anything,
    Bpm,
    ChainName,
    Day,
    FamilyName,
    Gears,
    Genres,
    LinksTo,
    OldId,
    Phrase,
    Roles,
    Sentence,
    Stages,
    Strict,
    Title,
    filled,
    in_order,
    rising,
)
from guide.kinds import Kind, is_index, kind_of
from guide.page_parts import Groove, Need, Origin, Practice, Question, Recording, Revision, Spec


class Page(Strict):
    """What every page says of itself: title, summary, and when somebody last checked it."""

    parts: ClassVar[tuple[str, ...]] = ()
    """Ids of the headings that a page of this kind owes its reader."""
    meets: ClassVar[tuple[Kind, ...]] = ()
    """Kinds of which at least one page is linked with each page of this kind, from either end."""

    title: Title = Field(description="The page's name and only heading of level 1.")
    summary: Annotated[str, Field(min_length=40, max_length=200), AfterValidator(filled)] = Field(
        description="One sentence that tells a reader whether this page is for them."
    )
    reviewed: Day = Field(description="The day on which somebody last checked the whole page.")
    draft: bool = Field(default=False, description="Checked, but not published and not linked.")
    aliases: list[OldId] = Field(default=[], description="Ids that this page had before.")
    order: Annotated[int, Field(ge=1, le=99)] = Field(
        default=50, description="Pages of a section are listed by this number, then by title."
    )
    related: Anything = Field(default=[], description="Whole ids of pages worth reading next.")


class Lesson(Page):
    """A page of the guide proper: it teaches something that can be judged."""

    teaches: Annotated[list[str], Field(min_length=1)] = Field(
        description="Ids of docs/skills.yml that a reader has after this page."
    )
    needs: list[Need] = Field(default=[], description="Skills that a reader brings, and why.")
    practice: Practice = Field(description="The thing to do, with its time.")
    done_when: Annotated[list[Sentence], Field(min_length=2, max_length=5)] = Field(
        description="Signs that one can hear or see."
    )
    questions: list[Question] = Field(
        default=[], description="Questions by which readers check themselves."
    )
    revised: list[Revision] = Field(
        default=[], description="Changes told to readers who have finished the page."
    )
    legal: bool = Field(default=False, description="Prints that this is not legal advice.")


class Crossroads(Lesson):
    """A lesson that sends its readers to pages of the four kinds that make the map."""

    roles: Roles = Field(default=[], description="Trades that the page sends its reader to.")
    stages: Stages = Field(default=[], description="Stages that it sends its reader to.")
    gear: Gears = Field(default=[], description="Gear that it sends its reader to.")
    genres: Genres = Field(default=[], description="Genres that it sends its reader to.")


class Decide(Crossroads):
    """A decision: the answer first, then how to tell."""

    parts = ("answer", "signs", "cost", "examples", "next")


class WorkingTogether(Crossroads):
    """Something to do with other people, with words to say or a text to adapt."""

    parts = ("ready", "how", "warning-signs", "checklist")


class Learn(Crossroads):
    """How to learn, with the strength of its evidence."""

    parts = ("evidence", "routine", "progress", "trouble")


class Lab(Crossroads):
    """Something to hear and to change. Its controls and settings stand in the data file beside it,
    and the page prints all of them."""

    parts = ("used", "maths")

    hears: Annotated[list[Phrase], Field(min_length=1, max_length=3)] = Field(
        description="What one hears in it."
    )


class Tool(Crossroads):
    """Something that decides or computes, on a reader's own answers. What it goes by stands in the
    data file beside it, and the page prints all of it."""

    parts = ("how", "limits")

    answers: Annotated[list[Phrase], Field(min_length=1, max_length=5)] = Field(
        description="What it answers: questions as a reader would ask them."
    )


class Role(Lesson):
    """A trade: what this person does for you, gets, and is paid."""

    parts = ("does", "when", "get", "paid", "yourself", "talk", "hear")
    meets = (Kind.STAGE, Kind.GEAR, Kind.GENRE)

    gear: Gears = Field(default=[], description="Gear that this trade works with.")
    hire_for: Annotated[list[Phrase], Field(min_length=1)] = Field(description="Reasons to hire.")
    delivers: Annotated[list[Phrase], Field(min_length=1)] = Field(description="What you get.")
    paid_by: Annotated[list[Phrase], Field(min_length=1)] = Field(description="Ways of paying.")


class Stage(Lesson):
    """A step from idea to release."""

    parts = ("steps", "differences", "mistakes", "exercise")
    meets = (Kind.ROLE, Kind.GEAR, Kind.GENRE)

    roles: Roles = Field(default=[], description="Trades that work at this stage.")
    gear: Gears = Field(default=[], description="Gear that this stage uses.")
    comes_in: Annotated[list[Phrase], Field(min_length=1)] = Field(
        description="What you start with."
    )
    goes_out: Annotated[list[Phrase], Field(min_length=1)] = Field(description="What you end with.")


class Gear(Lesson):
    """A tool, its place in the chain, and whether you need it yet."""

    parts = ("chain", "need", "specs", "choose", "set-up", "care")
    meets = (Kind.ROLE, Kind.STAGE, Kind.GENRE)

    chain: Annotated[list[ChainName], Field(min_length=1), AfterValidator(in_order)] = Field(
        description="Its place or places in the signal chain."
    )
    specs: Annotated[list[Spec], Field(min_length=3, max_length=3)] = Field(
        description="The three specs that matter."
    )


class Genre(Lesson):
    """A genre: how it sounds, where it comes from, how it is made."""

    parts = (
        "sound",
        "origins",
        "ingredients",
        "production",
        "people",
        "kit",
        "neighbours",
        "exercise",
    )
    meets = (Kind.ROLE, Kind.STAGE, Kind.GEAR)

    roles: Roles = Field(default=[], description="Trades that shape this genre.")
    stages: Stages = Field(default=[], description="Stages that differ most in this genre.")
    gear: Gears = Field(default=[], description="Gear that this genre needs.")
    parents: Genres = Field(default=[], description="Genres that it grew from.")
    family: FamilyName = Field(description="The family that it is nearest to, for the map.")
    since: Annotated[int, Field(ge=1800, le=2100)] = Field(
        description="The year in which it can be told apart, as near as its sources say."
    )
    origin: Origin = Field(description="Place and years, as short text.")
    tempo: Annotated[list[Bpm], Field(min_length=2, max_length=2), AfterValidator(rising)] = Field(
        description="Usual range in beats a minute."
    )
    grooves: Annotated[list[Groove], Field(min_length=1)] = Field(description="Typical bars.")
    listen: Annotated[list[Recording], Field(min_length=3)] = Field(description="Records to hear.")


class Finding(Page):
    """What a code means, why it is a finding, how to mend it, and an example that tests try."""

    parts = ("mend", "example")


_MODELS: dict[Kind, type[Page]] = {
    Kind.SITE: Page,
    Kind.PATH: Page,
    Kind.DECIDE: Decide,
    Kind.ROLE: Role,
    Kind.STAGE: Stage,
    Kind.WORKING_TOGETHER: WorkingTogether,
    Kind.GEAR: Gear,
    Kind.GENRE: Genre,
    Kind.LEARN: Learn,
    Kind.LAB: Lab,
    Kind.TOOL: Tool,
    Kind.CONTRIBUTING: Page,
    Kind.FINDING: Finding,
}

_LINKS: dict[type[Page], list[tuple[str, Kind | None]]] = {
    model: [
        (name, mark.kind)
        for name, field in model.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, LinksTo)
    ]
    for model in set(_MODELS.values())
}


def model_for(page_id: str) -> type[Page]:
    """The model of a page. A section's index says no more than title and summary."""
    return Page if is_index(page_id) else _MODELS[kind_of(page_id)]


def link_fields(model: type[Page]) -> list[tuple[str, Kind | None]]:
    """The typed links of a model: name of the field, and the kind it leads to (None: any)."""
    return _LINKS[model]


def values(page: Page, field: str) -> list[str]:
    """The ids in one of the link fields of `page`, as written."""
    found: Any = getattr(page, field)
    return list(found)
