"""Figures as people say them. The scripts say them alike: overrides/assets/javascripts/words.js."""

Range = tuple[int, int]


def duration(minutes: Range | tuple[int, ...]) -> str:
    """A range of minutes as people say it: '25–40 min', '3–8 h'. Hours from two hours on."""
    least, most = minutes
    if most < 120:
        return span((least, most)) + " min"
    # Half an hour counts as a whole one, as in words.js; Python's round goes to the even one.
    hours = (max(1, (least + 30) // 60), (most + 30) // 60)
    return ("under an hour to " + f"{hours[1]} h") if least < 45 else span(hours) + " h"


def counted(number: int, noun: str) -> str:
    """A number of things: '1 page', '2 pages'."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def span(numbers: Range) -> str:
    """A range as text: '14–19', or '14' where both ends are equal."""
    return f"{numbers[0]}" if numbers[0] == numbers[1] else f"{numbers[0]}–{numbers[1]}"


def place(step: Range, steps: Range, *, is_last: bool) -> str:
    """Which step of a path a page is, as people say it: 'Step 6 of 14', 'The last of 20 to 33
    steps', and 'Step 17 to 21 of 20 to 33, by the way you take' where ways before it differ."""
    all_of_them = _to(steps)
    if is_last:
        return f"The last of {all_of_them} steps"
    by = ", by the way you take" if step[0] != step[1] else ""
    return f"Step {_to(step)} of {all_of_them}{by}"


def _to(numbers: Range) -> str:
    return " to ".join(dict.fromkeys(map(str, numbers)))
