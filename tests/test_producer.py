"""The rules of "Do you need a producer?", counted a second time from the file itself: the oracle
of tests/scripts/producer_test.js, and what must hold for whoever changes a weight."""

import random
from collections import defaultdict
from typing import Any

import pytest
import yaml

from tests.trees import ROOT

Answers = dict[str, str]

RULES: dict[str, Any] = yaml.safe_load(
    (ROOT / "docs/tools/do-you-need-a-producer.yml").read_text("utf-8")
)
OUTCOMES = [outcome["id"] for outcome in RULES["outcomes"]]
QUESTIONS = {question["id"]: question["answers"] for question in RULES["questions"]}
_ANSWER = {(q, answer["id"]): answer for q, answers in QUESTIONS.items() for answer in answers}


def points(answers: Answers) -> dict[str, int]:
    """The sum of each outcome."""
    sums = dict.fromkeys(OUTCOMES, 0)
    for given in answers.items():
        for move in _ANSWER[given].get("moves", ()):
            sums[move["to"]] += move["points"]
    return sums


def ruled_out(answers: Answers) -> set[str]:
    rules = [_ANSWER[given].get("rules_out") for given in answers.items()]
    return {outcome for rule in rules if rule for outcome in rule["outcomes"]}


def first(answers: Answers) -> set[str]:
    """The outcomes with the highest sum of those that are not ruled out."""
    out = ruled_out(answers)
    sums = {outcome: sum_ for outcome, sum_ in points(answers).items() if outcome not in out}
    return {outcome for outcome, sum_ in sums.items() if sum_ == max(sums.values())}


def some_answers(roll: random.Random, part: float = 1.0) -> Answers:
    return {
        question: roll.choice(answers)["id"]
        for question, answers in QUESTIONS.items()
        if roll.random() < part
    }


def cases() -> list[dict[str, Any]]:
    """Answers, all of them or some, with what they come to."""
    roll = random.Random(35)
    given = [some_answers(roll, part) for part in (1.0, 0.5, 0.1) for _ in range(1_000)]
    return [
        {
            "answers": answers,
            "points": points(answers),
            "out": sorted(ruled_out(answers)),
            "first": sorted(first(answers)),
        }
        for answers in given
    ]


@pytest.fixture(scope="module")
def many() -> list[Answers]:
    roll = random.Random(10)
    return [some_answers(roll) for _ in range(20_000)]


def test_every_outcome_comes_first_by_itself_for_somebody(many: list[Answers]) -> None:
    alone = [next(iter(best)) for answers in many if len(best := first(answers)) == 1]
    shares = {outcome: alone.count(outcome) / len(many) for outcome in OUTCOMES}
    assert min(shares.values()) > 0.01, shares
    assert max(shares.values()) < 0.35, shares


def test_no_answer_decides_alone(many: list[Answers]) -> None:
    """With each answer, every outcome that it does not rule out comes first for somebody, and never
    for all."""
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    counts: dict[tuple[tuple[str, str], str], int] = defaultdict(int)
    total: dict[tuple[str, str], int] = defaultdict(int)
    for answers in many:
        best = first(answers)
        for given in answers.items():
            seen[given] |= best
            total[given] += 1
            for outcome in best:
                counts[given, outcome] += 1
    for given, answer in _ANSWER.items():
        out = set(answer.get("rules_out", {}).get("outcomes", ()))
        assert seen[given] == {*OUTCOMES} - out, given
        assert max(counts[given, outcome] for outcome in OUTCOMES) < 0.75 * total[given], given


def test_what_is_always_possible_is_never_ruled_out(many: list[Answers]) -> None:
    """Whoever asks gets an answer, whatever was said before."""
    assert all({"not-yet", "yourself", "with-feedback"}.isdisjoint(ruled_out(a)) for a in many)
    assert first({}) == {*OUTCOMES}


# What would be bad advice, whatever else was answered: from decide/do-you-need-a-producer.
BAD = [
    ("a fee for somebody with nothing to spend", {"money": "nothing"},
     {"one-day", "vocal-producer", "hire-mix", "hire-master", "recording-producer"}),
    ("a production for up to 200", {"money": "little"}, {"recording-producer"}),
    ("work on the recording of a song that loses people", {"stuck": "song"},
     {"vocal-producer", "hire-mix", "hire-master", "recording-producer"}),
    ("a mix of a song that is not there", {"have": "idea"}, {"hire-mix", "hire-master"}),
    ("a day before a recording that is made", {"have": "takes"}, {"one-day", "beat-producer"}),
    ("a plan for months with a month left", {"date": "now"}, {"one-day"}),
    ("a beatmaker for a beatmaker", {"have": "loops", "music": "computer"}, {"beat-producer"}),
    ("no help yet for a song that people wait for", {"have": "mix", "stuck": "nothing"},
     {"not-yet"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "given", "bad"), BAD, ids=[name for name, _, _ in BAD])
def test_advice_that_is_never_given(
    name: str, given: Answers, bad: set[str], many: list[Answers]
) -> None:
    wrong = [answers | given for answers in many if first(answers | given) & bad]
    assert wrong == []


# Readers as the guide has them; the answers are what each would say.
READERS = [
    ("a songwriter with money and no time",
     {"have": "song", "stuck": "sound", "want": "compete", "skill": "none", "ear": "something",
      "money": "more", "time": "few", "learn": "none", "music": "hands", "date": "soon"},
     {"recording-producer"}),
    ("a beatmaker with time and no money",
     {"have": "loops", "stuck": "finishing", "want": "compete", "skill": "some",
      "ear": "something", "money": "nothing", "time": "many", "learn": "all",
      "music": "computer", "date": "none"},
     {"with-feedback"}),
    ("an adult learner stuck on one song",
     {"have": "song", "stuck": "arrangement", "want": "friends", "skill": "some",
      "ear": "something", "money": "some", "time": "some", "learn": "part", "music": "hands",
      "date": "none"},
     {"one-day"}),
    # Those of decide/do-you-need-a-producer: its three examples and its two questions.
    ("a nurse with a date and an audience that cannot get past the sound",
     {"have": "song", "stuck": "sound", "want": "out", "skill": "none", "ear": "something",
      "money": "more", "time": "some", "learn": "part", "music": "hands", "date": "soon"},
     {"recording-producer"}),
    ("a beatmaker with forty loops that sound fine",
     {"have": "loops", "stuck": "finishing", "want": "out", "skill": "some", "ear": "names-it",
      "money": "little", "time": "some", "learn": "all", "music": "computer", "date": "none"},
     {"with-feedback"}),
    ("63, with songs for the family and the wish to learn",
     {"have": "song", "stuck": "nothing", "want": "friends", "skill": "none",
      "ear": "something", "money": "nothing", "time": "some", "learn": "all", "music": "hands",
      "date": "none"},
     {"yourself"}),
    ("two listeners who drift off in verse two and call it muddy",
     {"have": "song", "stuck": "song", "want": "compete", "skill": "some", "ear": "something",
      "money": "more", "time": "some", "learn": "part", "music": "hands", "date": "later"},
     {"not-yet"}),
    ("stiff at the microphone, and eager to learn mixing",
     {"have": "song", "stuck": "singing", "want": "compete", "skill": "some",
      "ear": "something", "money": "more", "time": "some", "learn": "part",
      "music": "computer", "date": "none"},
     {"vocal-producer"}),
]  # fmt: skip


@pytest.mark.parametrize(("who", "answers", "best"), READERS, ids=[who for who, _, _ in READERS])
def test_readers_get_the_advice_that_the_pages_give(
    who: str, answers: Answers, best: set[str]
) -> None:
    assert answers.keys() == QUESTIONS.keys()
    assert first(answers) == best
