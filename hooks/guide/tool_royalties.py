"""The data of the tool "Royalties": the deals that it works out, and examples checked by hand.

A royalty is the agreed rate of the base so far, rounded once, half a cent up; what a statement adds
is the difference to what was earned before it, so that rounding does not add up. What is paid is
what was earned so far, less the advance and all that was paid before, and never below zero.
Source: the sums of working-together/royalties-and-points and working-together/agreements, which
the examples repeat to the cent.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from guide.fields import Grounded, Name, Phrase, Sentence, Strict

_MONEY = r"^\d{1,3}(,\d{3})*\.\d\d$"


class DealKind(StrEnum):
    """Where the producer's money comes from."""

    OWN = "own"
    LABEL = "label"
    COPIES = "copies"


class Base(StrEnum):
    """What points are points of, when nobody stands between the artist and the stores."""

    STORES = "stores"
    RECEIPTS = "receipts"
    COVERED = "covered"
    ABOVE = "above"


class CountedAt(StrEnum):
    """The rate at which a label counts its costs as covered."""

    COMBINED = "combined"
    NET = "net"


class Currency(StrEnum):
    """The money of an example."""

    USD = "USD"
    GBP = "GBP"
    EUR = "EUR"


Money = Annotated[str, Field(pattern=_MONEY, description="With cents, as pages have it: 2,200.00")]
Percent = Annotated[str, Field(pattern=r"^\d{1,3}(\.\d{1,2})?$", description="Such as 3 or 2.5")]
Whole = Annotated[str, Field(pattern=r"^\d{1,8}$", description="Such as 1000")]
DealName = Annotated[DealKind, Field(strict=False)]


class Given(Strict):
    """What stands in the fields. Those that the deal does not use are left out."""

    deal: DealName
    currency: Annotated[Currency, Field(strict=False)] = Currency.USD
    statements: Annotated[list[Money | Whole], Field(min_length=1, max_length=12)] = Field(
        description="What each statement says: money, or copies sold for points of a price."
    )
    points: Percent
    fee: Money = "0.00"
    advance: Money = "0.00"
    costs: Money = "0.00"
    made: Whole = Field(default="1", description="Tracks by this producer, of those on the album.")
    tracks: Whole = "1"
    commission: Percent = "0"
    base: Annotated[Base, Field(strict=False)] = Base.RECEIPTS
    all_in: Percent | None = None
    counted_at: Annotated[CountedAt, Field(strict=False)] = CountedAt.NET
    price: Money | None = None
    reserve: Percent = "0"
    held_for: Whole = Field(default="1", description="Statements for which a reserve is held.")


class Paid(Strict):
    """What comes out at one statement."""

    earned: Money = Field(description="By the producer, so far.")
    paid: Money = Field(description="To the producer, with this statement.")
    yours: Annotated[str, Field(pattern=r"^−?" + _MONEY[1:])] | None = Field(
        default=None, description="To the artist with this statement, where a label pays."
    )


class Example(Grounded):
    """Numbers worked out by hand. Its pages work the same sum, and their figures must agree."""

    id: Name
    title: Phrase
    given: Given
    worked: Annotated[list[Phrase], Field(min_length=1)] = Field(description="The sums, by hand.")
    pays: list[Paid] = Field(description="One for each statement.")
    in_all: Money = Field(description="To the producer: fee, advance and payments.")


class Deal(Strict):
    """A way in which money reaches the producer."""

    id: DealName
    title: Phrase
    when: Sentence
    rules: Annotated[list[Sentence], Field(min_length=1)]
    begin: Name = Field(description="The example whose numbers stand in the fields at first.")


class Royalties(Strict):
    """docs/tools/royalties.yml"""

    deals: Annotated[list[Deal], Field(min_length=1)]
    examples: Annotated[list[Example], Field(min_length=1)]
