"""What authors get wrong, and what they see: one finding each, compared whole.

Each case is one slip in a small sound guide. Text cases put one line into a genre's page, at line
26.
"""

from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from tests.trees import findings, page, small_guide

MIXING, BAND, ROCK = "stages/mixing.md", "paths/band.yml", "genres/rock.md"


class Case(NamedTuple):
    name: str
    file: str
    old: str
    new: str
    finding: str
    fix: str
    told_in: str = ""
    """The file that the finding names, if it is another one."""


IN_MARKDOWN = (
    "write it in Markdown; taken as HTML are abbr, b, br, cite, del, em, i, ins, kbd, mark, q, s, "
    "small, strong, sub, sup, u"
)
AS_A_LINK = (
    "write [text](file.md), without spaces or brackets in the file's name; a title stands in "
    'quotes: [text](file.md "title")'
)
AS_A_COMMENT = (
    "start a comment at the start of a line, '<!-- … -->'; for the sign itself write &lt;"
)
AS_CODE = "write as many backticks where it ends, three at most; for the sign itself write \\`"
NOT_UNDERLINED = "write a heading as '## Title'; leave a line empty above one of dashes"
IN_BRACES = "write an id as {#name}, a class as {.name}; for the sign itself write \\{"


class Text(NamedTuple):
    name: str
    text: str
    finding: str
    fix: str


VALUES = [
    Case(
        "a choice that lost its beginning",
        BAND,
        "  - choose: room\n",
        "",
        "6:5: M107 a new item begins here, and its first line is missing",
        "write '- choose: …' above it",
    ),
    Case(
        "a step that lost its beginning behind a choice",
        BAND,
        "  - page: genres/rock\n",
        "",
        "23:5: M107 a new item begins here, and its first line is missing",
        "write '- page: …' above it",
    ),
    Case(
        "a page and its reason in the wrong order",
        BAND,
        "          - page: stages/recording\n            because: You do it yourself.\n",
        "            because: You do it yourself.\n          - page: stages/recording\n",
        "15:13: M104 'because' stands here a second time",
        "keep one of the two: the other would be dropped in silence",
    ),
    Case(
        "a list that lost its first line to the one above",
        ROCK,
        "listen:\n",
        "",
        "14:5: M107 the line 'listen:' is missing above this item",
        "write it there",
    ),
    Case(
        "an item above the line that begins its list",
        ROCK,
        "listen:\n  - {artist: Anon, title: Record a, year: 1990, hear: The bass moves first., "
        "sources: [a-book]}\n",
        "  - {artist: Anon, title: Record a, year: 1990, hear: The bass moves first., "
        "sources: [a-book]}\nlisten:\n",
        "14:5: M106 this item belongs to 'listen', and stands in 'grooves'",
        "move it below the line 'listen:'",
    ),
    Case(
        "reasons to hire that stand in a list of needs",
        "roles/singer.md",
        "hire_for: [a second opinion]\n",
        "needs:\n  - skill: recording\n    because: It is sung to be kept.\n  - a second opinion\n",
        "11:5: M107 the line 'hire_for:' is missing above this item",
        "write it there",
    ),
    Case(
        "an indent of no-break spaces",
        BAND,
        "    because: It ends",
        "  \u00a0\u00a0because: It ends",
        "27:3: M103 a space that is none (U+00A0) indents this line",
        "indent it with plain spaces",
    ),
    Case(
        "a dash too few above the front matter",
        MIXING,
        "---\n",
        "--\n",
        "1:1: M101 the page has no front matter",
        "start the file with '---', then 'title: …' and 'summary: …', then '---'",
    ),
    Case(
        "a line of dashes twice",
        MIXING,
        "---\n",
        "---\n---\n",
        "2:1: M111 front matter ends here, and more of it follows",
        "take this line out: '---' stands behind the last key",
    ),
    Case(
        "front matter closed inside a list",
        "gear/microphone.md",
        "  - {name: Spec c",
        "---\n  - {name: Spec c",
        "12:1: M111 front matter ends here, and more of it follows",
        "take this line out: '---' stands behind the last key",
    ),
    Case(
        "a key in braces without the space behind its colon",
        MIXING,
        "because: There",
        "because:There",
        "12:28: M106 unknown key 'because:There is nothing to mix before it.'",
        "write ': ' behind 'because'",
    ),
    Case(
        "a key in braces without its colon",
        "sources.yml",
        "title: A book",
        "title A book",
        "1:10: M106 unknown key 'title A book'",
        "write ': ' behind 'title'",
    ),
    Case(
        "a record of an unknown source",
        ROCK,
        "Record c, year: 1990, hear: The bass moves first., sources: [a-book]",
        "Record c, year: 1990, hear: The bass moves first., sources: [a-bok]",
        "17:88: G203 unknown source 'a-bok'",
        "declare it in docs/sources.yml; did you mean 'a-book'?",
    ),
    Case(
        "a record without a source",
        ROCK,
        "Record c, year: 1990, hear: The bass moves first., sources: [a-book]",
        "Record c, year: 1990, hear: The bass moves first.",
        "17:5: M107 the key 'sources' is missing",
        "add 'sources: …': Ids of docs/sources.yml: who made it, when, and what is heard.",
    ),
    Case(
        "a comma that ends a value in braces",
        ROCK,
        "hear: The bass moves first.",
        "hear: The bass, it moves first.",
        "15:65: M106 unknown key 'it moves first.'",
        "put the value before it in quotes: a comma ends it",
    ),
    Case(
        "an item that lost its other keys",
        ROCK,
        "  - name: Plain\n",
        "  - name: Plain\n  - name: Plain\n",
        "11:5: M107 the keys 'tempo', 'steps' are missing",
        "add 'tempo: …' and 'steps: …'",
    ),
    Case(
        "a key twice, once without a value",
        "gear/microphone.md",
        "specs:\n",
        "specs:\nspecs:\n",
        "10:1: M104 'specs' stands here a second time",
        "keep one of the two: the other would be dropped in silence",
    ),
    Case(
        "an item that lost its beginning",
        BAND,
        "      - id: studio\n",
        "",
        "17:9: M104 'title' stands here a second time",
        "keep one of the two: the other would be dropped in silence",
    ),
    Case(
        "a skill that is declared no more, where it is met first",
        "skills.yml",
        "mixing: Do the thing that is called mixing.\n",
        "",
        "5:11: G203 unknown skill 'mixing'",
        "allowed: deciding, microphone, recording, rock, singer",
        MIXING,
    ),
    Case(
        "a genre without stages, and so stages without a genre",
        ROCK,
        "stages: [mixing, recording]\n",
        "",
        "2:1: G211 'genres/rock' is linked with no stage, from neither end",
        "name one under 'stages' of this page",
    ),
    Case(
        "a key that is a list",
        MIXING,
        "title: Mixing\n",
        "title: Mixing\n? [a]\n: b\n",
        "3:3: M105 a key that is no word",
        "write a word before the colon",
    ),
    Case(
        "a key that is a mapping",
        MIXING,
        "title: Mixing\n",
        "title: Mixing\n{a: b}: c\n",
        "3:1: M105 a key that is no word",
        "write a word before the colon",
    ),
    Case(
        "a number that is none",
        MIXING,
        "title: Mixing\n",
        "title: Mixing\norder: 0x_\n",
        "3:8: M109 '0x_' is no whole number",
        "write a number in digits; or put text in quotes",
    ),
    Case(
        "a key without its colon",
        MIXING,
        "title: Mixing\n",
        "title Mixing\n",
        "2:1: M103 a line without ': ' after its key",
        "write 'title: Mixing'",
    ),
    Case(
        "a key without the space behind its colon",
        MIXING,
        "title: Mixing\n",
        "title:Mixing\n",
        "2:1: M103 a line without ': ' after its key",
        "write 'title: Mixing'",
    ),
    Case(
        "a hash that begins a comment",
        MIXING,
        "title: Mixing\n",
        "title: Mixing #1\n",
        "2:15: M103 '#1' is read as a comment, and dropped",
        "put the value in double quotes; a comment stands on a line of its own",
    ),
    Case(
        "a hash at the end of a value",
        MIXING,
        "title: Mixing\n",
        "title: Mixing in C #\n",
        "2:20: M103 '#' is read as a comment, and dropped",
        "put the value in double quotes; a comment stands on a line of its own",
    ),
    Case(
        "a hash in a list in brackets",
        MIXING,
        "Do it once tonight.",
        "It's take #2 tonight.",
        "6:47: M103 '#2 tonight.}' is read as a comment, and dropped",
        "put the value in double quotes; a comment stands on a line of its own",
    ),
    Case(
        "a list without a colon before it",
        MIXING,
        "gear: [microphone]",
        "gear [microphone]",
        "11:1: M103 a line without ': ' after its key",
        "write 'gear: [microphone]'",
    ),
    Case(
        "keys in braces without a space before them",
        MIXING,
        "practice: {",
        "practice:{",
        "6:1: M103 a line without ': ' after its key",
        "write 'practice: {minutes: [10, 20], task: Do it once tonight.}'",
    ),
    Case(
        "a step without the space behind its colon",
        BAND,
        "page: genres/rock",
        "page:genres/rock",
        "23:5: M103 a line without ': ' after its key",
        "write 'page: genres/rock'",
    ),
    Case(
        "a reason without its colon",
        BAND,
        "because: It is what you play.",
        "because It is what you play.",
        "24:5: M103 a line without ': ' after its key",
        "write 'because: It is what you play.'",
    ),
    Case(
        "a wide colon",
        MIXING,
        "title: Mixing\n",
        "title：Mixing\n",
        "2:1: M103 a line without ': ' after its key",
        "write 'title: Mixing'",
    ),
    Case(
        "a key further right than the others",
        MIXING,
        "roles: [singer]",
        "  roles: [singer]",
        "10:3: M103 a line that starts further left or right than those it belongs to",
        "start keys that belong together right below each other",
    ),
    Case(
        "front matter closed among its keys",
        MIXING,
        "roles: [singer]",
        "---\nroles: [singer]",
        "10:1: M111 front matter ends here, and more of it follows",
        "take this line out: '---' stands behind the last key",
    ),
    Case(
        "a code that is no character",
        MIXING,
        "title: Mixing\n",
        "title: Mix\uffffing\n",
        "2:11: F003 holds an invisible character, U+FFFF",
        "delete it; retype the line if you cannot see it",
    ),
    Case(
        "a number of endless digits",
        MIXING,
        "title: Mixing\n",
        f"title: Mixing\norder: {':'.join(['59'] * 3000)}\n",
        "3:8: M108 'order' wants a whole number, and this was read as text",
        "write a whole number, or delete the line",
    ),
    Case(
        "a key that is a mark of ours",
        BAND,
        "- page: genres/rock\n",
        '- page: genres/rock\n    "@step": x\n',
        "24:5: M106 unknown key '@step'",
        "allowed: because, need, page",
    ),
    Case(
        "a day for a month",
        "published.yml",
        "2026-01",
        "2026-01-05",
        "1:16: M109 '2026-01-05' is no month",
        "write it as 2026-11",
    ),
    Case(
        "an id published that no page can have",
        "published.yml",
        "stages/mixing",
        "stages mixing",
        "1:1: M109 'stages mixing' can never have been the id of a page",
        "write it as stages/mixing",
    ),
    Case(
        "a skill whose id is no name",
        "skills.yml",
        "rock:",
        "Rock It:",
        "4:1: M109 'Rock It' is no name for an address",
        "write lower-case letters, digits and hyphens, such as at-home",
    ),
    Case(
        "a skill that is no sentence",
        "skills.yml",
        "rock: Do",
        "rock: do",
        "4:7: M109 a skill is one sentence, which begins with a verb",
        "write it as Hear a beat.",
    ),
    Case(
        "a source whose address cannot be taken apart",
        "sources.yml",
        "publisher: A house",
        "publisher: A house, url: 'https://a℀b/'",
        "1:50: M109 'https://a℀b/' is no address",
        "write it as https://example.org/page",
    ),
    Case(
        "a source whose address has no host",
        "sources.yml",
        "publisher: A house",
        "publisher: A house, url: 'https:///page'",
        "1:50: M109 'https:///page' is no address",
        "write it as https://example.org/page",
    ),
    Case(
        "a title of spaces",
        MIXING,
        "title: Mixing\n",
        "title: '   '\n",
        "2:8: M109 no letter or digit stands here",
        "write it out, or take the key away",
    ),
    Case(
        "an id of a choice with a space",
        BAND,
        "choose: room",
        "choose: my room",
        "6:13: M109 'my room' is no name for an address",
        "write lower-case letters, digits and hyphens, such as at-home",
    ),
    Case(
        "an id of an option with a hash",
        BAND,
        "- id: home",
        "- id: 'home#1'",
        "9:13: M109 'home#1' is no name for an address",
        "write lower-case letters, digits and hyphens, such as at-home",
    ),
    Case(
        "a month that does not exist",
        "published.yml",
        "2026-01",
        "2026-13",
        "1:16: M109 '2026-13' is no month",
        "write it as 2026-11",
    ),
    Case(
        "a soft hyphen in a title",
        MIXING,
        "title: Mixing\n",
        "title: Mix\xading\n",
        "2:11: F003 holds an invisible character, U+00AD",
        "delete it; retype the line if you cannot see it",
    ),
    Case(
        "a taught skill misspelt",
        MIXING,
        "teaches: [mixing]",
        "teaches: [mixin]",
        "5:11: G203 unknown skill 'mixin'",
        "did you mean 'mixing'? allowed: deciding, microphone, mixing, recording, rock, singer",
    ),
    Case(
        "a step without its folder",
        BAND,
        "page: genres/rock",
        "page: rock",
        "23:11: G203 unknown page 'rock'",
        "allowed: decide/deciding, gear/microphone, genres/rock, roles/singer, stages/mixing, "
        "stages/recording",
    ),
    Case(
        "an index as a step",
        BAND,
        "page: genres/rock",
        "page: index",
        "23:11: P306 'index' teaches nothing that can be judged, so it is no step",
        "choose a page of the guide proper",
    ),
    Case(
        "a quote that is never closed",
        MIXING,
        "title: Mixing\n",
        'title: "Mixing\n',
        "2:8: M103 a quote opens here and is never closed",
        'put the value in quotes: title: "Mixing"',
    ),
    Case(
        "a tab for an indent",
        MIXING,
        "needs: [{",
        "needs:\n\t- {",
        "13:1: M103 a character that no value may start with (a tab, @ or `)",
        "indent with spaces, two a level, never with tabs",
    ),
    Case(
        "a second colon",
        MIXING,
        "title: Mixing\n",
        "title: Mixing: the basics\n",
        "2:14: M103 a second ': ' on this line, or a line indented too far",
        'put the value in quotes: title: "Mixing: the basics"',
    ),
    Case(
        "a bracket that is never closed",
        MIXING,
        "roles: [singer]",
        "roles: [singer",
        "10:8: M103 a bracket opens here and is not closed as it should be",
        "close it on the same line, with commas between: [one, two]",
    ),
    Case(
        "a value that starts with @",
        MIXING,
        "title: Mixing\n",
        "title: @mixing\n",
        "2:8: M103 a character that no value may start with (a tab, @ or `)",
        'put the value in quotes: title: "@mixing"',
    ),
    Case(
        "front matter that is never closed",
        MIXING,
        "---\n\n\nText",
        "\nText",
        "1:1: M102 front matter opens here and is never closed",
        "write '---' on a line of its own after its last key",
    ),
    Case(
        "front matter that is empty",
        MIXING,
        (
            "\n"
            "title: Mixing\n"
            "summary: What mixing is, told in one sentence of a good length.\n"
            "reviewed: 2026-01-31\n"
            "teaches: [mixing]\n"
            "practice: {minutes: [10, 20], task: Do it once tonight.}\n"
            "done_when: [You can hear it well., You can see it well.]\n"
            "comes_in: [a song]\n"
            "goes_out: [a recording]\n"
            "roles: [singer]\n"
            "gear: [microphone]\n"
            "needs: [{skill: recording, because: There is nothing to mix before it.}]\n"
        ),
        "\n",
        "2:1: M108 no key stands here",
        "write 'key: value' lines, one key a line",
    ),
    Case(
        "front matter that is a list",
        MIXING,
        (
            "\n"
            "title: Mixing\n"
            "summary: What mixing is, told in one sentence of a good length.\n"
            "reviewed: 2026-01-31\n"
            "teaches: [mixing]\n"
            "practice: {minutes: [10, 20], task: Do it once tonight.}\n"
            "done_when: [You can hear it well., You can see it well.]\n"
            "comes_in: [a song]\n"
            "goes_out: [a recording]\n"
            "roles: [singer]\n"
            "gear: [microphone]\n"
            "needs: [{skill: recording, because: There is nothing to mix before it.}]\n"
        ),
        "\n- a\n- b\n",
        "2:1: M108 what stands here has no keys",
        "write 'key: value' lines, one key a line",
    ),
    Case(
        "no front matter",
        MIXING,
        (
            "---\n"
            "title: Mixing\n"
            "summary: What mixing is, told in one sentence of a good length.\n"
            "reviewed: 2026-01-31\n"
            "teaches: [mixing]\n"
            "practice: {minutes: [10, 20], task: Do it once tonight.}\n"
            "done_when: [You can hear it well., You can see it well.]\n"
            "comes_in: [a song]\n"
            "goes_out: [a recording]\n"
            "roles: [singer]\n"
            "gear: [microphone]\n"
            "needs: [{skill: recording, because: There is nothing to mix before it.}]\n"
            "---\n"
        ),
        "",
        "1:1: M101 the page has no front matter",
        "start the file with '---', then 'title: …' and 'summary: …', then '---'",
    ),
    Case(
        "a second block of front matter",
        MIXING,
        "\nText.",
        "\n---\ntitle: Again\n---\nText.",
        "16:1: M111 a second block of front matter would be printed as text",
        "move its keys into the first block",
    ),
    Case(
        "a key twice",
        MIXING,
        "title: Mixing\n",
        "title: Mixing\ntitle: Mixing\n",
        "3:1: M104 'title' stands here a second time",
        "keep one of the two: the other would be dropped in silence",
    ),
    Case(
        "an anchor",
        MIXING,
        "title: Mixing\n",
        "title: &a Mixing\n",
        "2:8: M105 an anchor, '&a'",
        "write the value out where it is used, plainly",
    ),
    Case(
        "an alias",
        MIXING,
        "title: Mixing\n",
        "title: *a\n",
        "2:8: M105 an alias, '*a'",
        "write the value out where it is used, plainly",
    ),
    Case(
        "a merge key",
        MIXING,
        "title: Mixing\n",
        "title: Mixing\n<<: {a: b}\n",
        "3:1: M105 a merge key, '<<'",
        "write the value out where it is used, plainly",
    ),
    Case(
        "a tag",
        MIXING,
        "title: Mixing\n",
        "title: !!python/object:os.system x\n",
        "2:8: M105 a tag, 'tag:yaml.org,2002:python/object:os.system'",
        "write the value out where it is used, plainly",
    ),
    Case(
        "a billion laughs",
        MIXING,
        "title: Mixing\n",
        "title: Mixing\na: &a [x, x]\nb: &b [*a, *a]\n",
        "3:4: M105 an anchor, '&a'",
        "write the value out where it is used, plainly",
    ),
    Case(
        "nesting without end",
        MIXING,
        "title: Mixing\n",
        "title: Mixing\nrelated: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n",
        "3:69: M103 a bracket opens here and is not closed as it should be",
        "close it on the same line, with commas between: [one, two]",
    ),
    Case(
        "title: NO",
        MIXING,
        "title: Mixing\n",
        "title: NO\n",
        "2:8: M108 'title' wants text, and 'NO' was read as false",
        'put it in quotes: "NO"',
    ),
    Case(
        "title: 808",
        MIXING,
        "title: Mixing\n",
        "title: 808\n",
        "2:8: M108 'title' wants text, and '808' was read as the number 808",
        'put it in quotes: "808"',
    ),
    Case(
        "title: 3:45",
        MIXING,
        "title: Mixing\n",
        "title: 3:45\n",
        "2:8: M108 'title' wants text, and '3:45' was read as the number 225",
        'put it in quotes: "3:45"',
    ),
    Case(
        "a title without text",
        MIXING,
        "title: Mixing\n",
        "title:\n",
        "2:7: M108 'title' wants text, and is empty",
        "write text after the colon",
    ),
    Case(
        "a title that is a list",
        MIXING,
        "title: Mixing\n",
        "title: [Mixing]\n",
        "2:8: M108 'title' wants text, and this was read as a list",
        "write text, or delete the line",
    ),
    Case(
        "a title that is a date",
        MIXING,
        "title: Mixing\n",
        "title: 1999-12-31\n",
        "2:8: M108 'title' wants text, and '1999-12-31' was read as a date",
        'put it in quotes: "1999-12-31"',
    ),
    Case(
        "a list written as text",
        MIXING,
        "roles: [singer]",
        "roles: singer",
        "10:8: M108 'roles' wants a list, and 'singer' was read as text",
        "write roles: [singer]",
    ),
    Case(
        "a range written as a number",
        MIXING,
        "[10, 20]",
        "10",
        "6:21: M108 'minutes' wants a list, and '10' was read as the number 10",
        "write a list, or delete the line",
    ),
    Case(
        "a range that runs backwards",
        MIXING,
        "[10, 20]",
        "[20, 10]",
        "6:21: M109 the range runs backwards, from 20 to 10",
        "put the less first",
    ),
    Case(
        "a range of three",
        MIXING,
        "[10, 20]",
        "[10, 20, 30]",
        "6:21: M109 'minutes' has more than 2 entries",
        "shorten the list",
    ),
    Case(
        "a day that does not exist",
        MIXING,
        "2026-01-31",
        "2026-13-45",
        "4:11: M109 '2026-13-45' is no date",
        "write a day that exists, as 2026-11-23; or put text in quotes",
    ),
    Case(
        "a day in the future",
        MIXING,
        "2026-01-31",
        "2126-01-31",
        "4:11: M109 2126-01-31 is in the future",
        "write the day on which the page was last checked",
    ),
    Case(
        "a day with a time",
        MIXING,
        "2026-01-31",
        "2026-01-31 10:00:00",
        (
            "4:11: M108 'reviewed' wants a date such as 2026-11-23, and '2026-01-31 "
            "10:00:00' was read as text"
        ),
        "write a date such as 2026-11-23, or delete the line",
    ),
    Case(
        "a text too long",
        MIXING,
        "title: Mixing\n",
        (
            "title: Mixing Mixing Mixing Mixing Mixing Mixing Mixing Mixing Mixing Mixing "
            "Mixing Mixing Mixing Mixing Mixing Mixing Mixing Mixing Mixing Mixing \n"
        ),
        "2:8: M109 'title' has 139 characters, and 60 fit where it is printed",
        "say it shorter; the page's text has room for the rest",
    ),
    Case(
        "one sign of two",
        MIXING,
        "[You can hear it well., You can see it well.]",
        "[You can hear it well.]",
        "7:12: M109 'done_when' has fewer than 2 entries",
        "add to the list",
    ),
    Case(
        "an unknown key",
        MIXING,
        "roles: ",
        "rolse: ",
        "10:1: M106 unknown key 'rolse'",
        (
            "did you mean 'roles'? allowed: aliases, comes_in, done_when, draft, gear, "
            "goes_out, legal, needs, order, practice, questions, related, reviewed, revised, "
            "roles, summary, teaches, title"
        ),
    ),
    Case(
        "a misspelt key that must be there",
        MIXING,
        "teaches: ",
        "teeches: ",
        "5:1: M106 unknown key 'teeches'",
        (
            "did you mean 'teaches'? allowed: aliases, comes_in, done_when, draft, gear, "
            "goes_out, legal, needs, order, practice, questions, related, reviewed, revised, "
            "roles, summary, teaches, title"
        ),
    ),
    Case(
        "a key that another kind has",
        MIXING,
        "title: Mixing\n",
        "title: Mixing\ntempo: [90, 120]\n",
        "3:1: M106 unknown key 'tempo'",
        (
            "allowed: aliases, comes_in, done_when, draft, gear, goes_out, legal, needs, "
            "order, practice, questions, related, reviewed, revised, roles, summary, teaches, title"
        ),
    ),
    Case(
        "a missing key",
        MIXING,
        ", because: There is nothing to mix before it.",
        "",
        "12:9: M107 the key 'because' is missing",
        "add 'because: …': Why this page cannot be done without it.",
    ),
    Case(
        "a script in a title",
        MIXING,
        "title: Mixing\n",
        'title: "<script>alert(1)</script>"\n',
        "2:8: M110 '<script>' is something a browser would run",
        "write what it means in plain words; brackets as in <live> are fine",
    ),
    Case(
        "an end of the title's element",
        MIXING,
        "title: Mixing\n",
        'title: "</title>x"\n',
        "2:8: M110 '</title>' is something a browser would run",
        "write what it means in plain words; brackets as in <live> are fine",
    ),
    Case(
        "a text that closes its attribute",
        MIXING,
        "title: Mixing\n",
        "title: '\"><img src=x onerror=alert(1)>'\n",
        "2:8: M110 '<img src=x onerror=' is something a browser would run",
        "write what it means in plain words; brackets as in <live> are fine",
    ),
    Case(
        "a script address in a text",
        MIXING,
        "title: Mixing\n",
        'title: "Mix javascript:alert(1)"\n',
        "2:8: M110 'javascript:' is something a browser would run",
        "write what it means in plain words; brackets as in <live> are fine",
    ),
    Case(
        "an escaped bidi override",
        MIXING,
        "title: Mixing\n",
        'title: "Mix\\u202eing"\n',
        "2:8: F003 the text holds an invisible character, U+202E",
        "delete it, or its escape such as \\u202e",
    ),
    Case(
        "an unknown id",
        MIXING,
        "[singer]",
        "[singr]",
        "10:9: G203 unknown role 'singr'",
        "did you mean 'singer'? allowed: singer",
    ),
    Case(
        "an id in the wrong case",
        MIXING,
        "[singer]",
        "[Singer]",
        "10:9: G203 unknown role 'Singer'",
        "did you mean 'singer'? allowed: singer",
    ),
    Case(
        "an id of another kind",
        MIXING,
        "[singer]",
        "[microphone]",
        "10:9: G204 'microphone' is no role; 'gear/microphone' is a gear page",
        "move it to 'gear'",
    ),
    Case(
        "a whole id of another kind",
        MIXING,
        "[singer]",
        "[gear/microphone]",
        "10:9: G204 'gear/microphone' is no role; 'gear/microphone' is a gear page",
        "write 'microphone' under 'gear'",
    ),
    Case(
        "the page itself",
        MIXING,
        "title: Mixing\n",
        "title: Mixing\nrelated: [stages/mixing]\n",
        "3:11: G205 'stages/mixing' is this page itself",
        "take 'stages/mixing' out of 'related'",
    ),
    Case(
        "an id twice",
        MIXING,
        "[singer]",
        "[singer, singer]",
        "10:17: M113 'singer' stands twice among this page's links",
        "keep it where it says most",
    ),
    Case(
        "a short id where a whole one is wanted",
        MIXING,
        "title: Mixing\n",
        "title: Mixing\nrelated: [deciding]\n",
        "3:11: G204 'deciding' is no page; 'decide/deciding' is a decision",
        "write its whole id, 'decide/deciding'",
    ),
    Case(
        "an unknown skill",
        MIXING,
        "skill: recording",
        "skill: recordin",
        "12:17: G203 unknown skill 'recordin'",
        "did you mean 'recording'? allowed: deciding, microphone, mixing, recording, rock, singer",
    ),
    Case(
        "a skill twice",
        MIXING,
        "teaches: [mixing]",
        "teaches: [mixing, mixing]",
        "5:19: M113 'mixing' stands twice",
        "name it once",
    ),
    Case(
        "a skill that nobody teaches",
        "skills.yml",
        "rock:",
        "tuning: Tune the thing before it is played.\nrock:",
        "4:1: G212 no page teaches or needs the skill 'tuning'",
        "use or delete it",
    ),
    Case(
        "a missing part",
        MIXING,
        "{#exercise}",
        "{#exercize}",
        "14:1: M112 the part 'exercise' is missing, which each stage owes its reader",
        "write a section for it: '## … {#exercise}', worded for this page",
    ),
    Case(
        "a groove with rows of two lengths",
        ROCK,
        "steps: {kick: X...X...X...X...}",
        "steps: {kick: X...X...X...X..., ride: X..x..X..x..}",
        "13:12: M109 rows of 12 and of 16 steps stand in one groove",
        "give all of them 16 steps, or all of them 12",
    ),
    Case(
        "a family that is none",
        ROCK,
        "family: rock",
        "family: rok",
        "18:9: M109 unknown value 'rok' for 'family'",
        "did you mean 'rock'? allowed: African, Caribbean and Latin, blues and jazz, classical and "
        "score, electronic, folk, gospel and soul, hip-hop, pop, rock",
    ),
    Case(
        "a groove of 17 steps",
        ROCK,
        "X...X...X...X...",
        "X...X...X...X...X",
        "13:19: M109 'X...X...X...X...X' has 17 steps of the kinds .X",
        "write 16 of X (accent), x (normal), o (ghost) and . (rest), or 12 for triplets",
    ),
    Case(
        "an unknown drum",
        ROCK,
        "{kick:",
        "{kik:",
        "13:13: M106 unknown key 'kik'",
        (
            "did you mean 'kick'? allowed: bongo, clap, claves, closed-hat, conga, cowbell, crash, "
            "guiro, high-tom, kick, low-tom, mid-tom, open-hat, ride, rim, shaker, snare, "
            "tambourine, timbale, triangle"
        ),
    ),
    Case(
        "a tempo of 0",
        ROCK,
        "tempo: 100",
        "tempo: 0",
        "12:12: M109 'tempo' is 0, and 20 is the least",
        "write a larger number",
    ),
    Case(
        "a swing of 200",
        ROCK,
        "tempo: 100\n",
        "tempo: 100\n    swing: 200\n",
        "13:12: M109 'swing' is 200, and 75 is the most",
        "write a smaller number",
    ),
    Case(
        "a chain out of order",
        "gear/microphone.md",
        "[source, microphone]",
        "[microphone, source]",
        "8:8: M109 the places of the chain are out of order, or stand twice",
        "follow the sound: source, microphone, interface, computer, monitors, ears",
    ),
    Case(
        "an unknown place in the chain",
        "gear/microphone.md",
        "[source, microphone]",
        "[source, mic]",
        "8:17: M109 unknown value 'mic' for 'chain'",
        "allowed: computer, ears, interface, microphone, monitors, source",
    ),
    Case(
        "a step on a missing page",
        BAND,
        "page: genres/rock",
        "page: genres/rok",
        "23:11: G203 unknown page 'genres/rok'",
        (
            "did you mean 'genres/rock'? allowed: decide/deciding, gear/microphone, "
            "genres/rock, roles/singer, stages/mixing, stages/recording"
        ),
    ),
    Case(
        "a page twice on a route",
        BAND,
        "  - page: stages/mixing\n",
        (
            "  - page: stages/recording\n"
            "    because: Once more it stands here.\n"
            "  - page: stages/mixing\n"
        ),
        "26:11: P305 'Recording' stands here a second time",
        "keep the step where it is needed first",
    ),
    Case(
        "a need taught in another option only",
        BAND,
        (
            "        steps:\n"
            "          - page: stages/recording\n"
            "            because: You watch how it is done.\n"
        ),
        "        nothing_to_do: They do it all for you.\n",
        "24:11: P307 'Mixing' needs 'recording', which the route 'room: studio' has not taught",
        "put a step before it that teaches the skill (stages/recording), or assume it",
    ),
    Case(
        "an outcome that one route misses",
        BAND,
        "outcomes: [mixing]",
        "outcomes: [mixing, microphone]",
        "2:20: P308 the route 'room: studio' does not teach the outcome 'microphone'",
        "put a step before it that teaches the skill (gear/microphone), or assume it",
    ),
    Case(
        "an outcome taught only by an optional step",
        BAND,
        "outcomes: [mixing]",
        "outcomes: [rock]",
        "2:12: P308 no route surely teaches the outcome 'rock'",
        "the step 'genres/rock' teaches it but is optional: make it required",
    ),
    Case(
        "an unknown outcome",
        BAND,
        "outcomes: [mixing]",
        "outcomes: [mxing]",
        "2:12: G203 unknown skill 'mxing'",
        "did you mean 'mixing'? allowed: deciding, microphone, mixing, recording, rock, singer",
    ),
    Case(
        "a choice with one option",
        BAND,
        (
            "      - id: studio\n"
            "        title: In a studio\n"
            "        when: You have no room for it.\n"
            "        steps:\n"
            "          - page: stages/recording\n"
            "            because: You watch how it is done.\n"
        ),
        "",
        "6:13: P302 the choice 'room' has 1 option",
        "give it a second option, or put its steps in its place",
    ),
    Case(
        "an option without steps",
        BAND,
        (
            "        steps:\n"
            "          - page: stages/recording\n"
            "            because: You watch how it is done.\n"
        ),
        "",
        "17:13: P303 the option 'studio' of the choice 'room' has no steps",
        "write its steps, or why none are needed: 'nothing_to_do: …'",
    ),
    Case(
        "two options with one id",
        BAND,
        "id: studio",
        "id: home",
        "17:13: P304 a second option 'home' of the choice 'room'",
        "give it an id of its own; progress refers to it",
    ),
    Case(
        "a path without its key steps",
        BAND,
        (
            "steps:\n"
            "  - page: decide/deciding\n"
            "    because: It comes first here.\n"
            "  - choose: room\n"
            "    question: Where do you record?\n"
            "    options:\n"
            "      - id: home\n"
            "        title: At home\n"
            "        when: You have a room for it.\n"
            "        steps:\n"
            "          - page: gear/microphone\n"
            "            because: You need one at home.\n"
            "          - page: stages/recording\n"
            "            because: You do it yourself.\n"
            "      - id: studio\n"
            "        title: In a studio\n"
            "        when: You have no room for it.\n"
            "        steps:\n"
            "          - page: stages/recording\n"
            "            because: You watch how it is done.\n"
            "  - page: genres/rock\n"
            "    because: It is what you play.\n"
            "    need: optional\n"
            "  - page: stages/mixing\n"
            "    because: It ends the path.\n"
        ),
        "",
        "1:1: M107 the key 'steps' is missing",
        "add 'steps: …': Steps and choices, in order.",
    ),
    Case(
        "a step that is only text",
        BAND,
        "  - page: decide/deciding\n    because: It comes first here.\n",
        "  - decide/deciding\n",
        "4:5: M108 'steps' wants 'key: value' lines, and 'decide/deciding' was read as text",
        "write keys with their values: page, because",
    ),
    Case(
        "a misspelt key of a step",
        BAND,
        "because: It comes first",
        "becuase: It comes first",
        "5:5: M106 unknown key 'becuase'",
        "did you mean 'because'? allowed: because, need, page",
    ),
    Case(
        "a misspelt page of a step",
        BAND,
        "page: decide/deciding",
        "pge: decide/deciding",
        "4:5: M106 unknown key 'pge'",
        "did you mean 'page'? allowed: because, need, page",
    ),
    Case(
        "a reason that is no text",
        BAND,
        "because: It comes first here.",
        "because: yes",
        "5:14: M108 'because' wants text, and 'yes' was read as true",
        'put it in quotes: "yes"',
    ),
    Case(
        "a need that is neither",
        BAND,
        "need: optional",
        "need: maybe",
        "25:11: M109 unknown value 'maybe' for 'need'",
        "allowed: optional, required",
    ),
    Case(
        "a help that is no page",
        BAND,
        "question: Where do you record?",
        "question: Where do you record?\n    help: decide/decidng",
        "8:11: G203 unknown page 'decide/decidng'",
        (
            "did you mean 'decide/deciding'? allowed: decide/deciding, gear/microphone, "
            "genres/rock, roles/singer, stages/mixing, stages/recording"
        ),
    ),
    Case(
        "a path that leads elsewhere to itself",
        BAND,
        "steps:\n",
        "not_for: [{if: You play alone at home., path: band}]\nsteps:\n",
        "3:47: G205 'band' is this path itself",
        "name the better one",
    ),
    Case(
        "a vanished id",
        "published.yml",
        "stages/mixing: 2026-01\n",
        "stages/mixing: 2026-01\nstages/gone: 2026-01\n",
        "2:1: G202 'stages/gone' was published, and no page has this id or alias any more",
        "write 'aliases: [stages/gone]' on the page that took over its subject",
    ),
    Case(
        "an alias that is another page's id",
        MIXING,
        "title: Mixing\n",
        "title: Mixing\naliases: [roles/singer]\n",
        "3:11: G201 the alias 'roles/singer' is the id of 'roles/singer'",
        "keep it on the page that took over the old one's subject",
    ),
    Case(
        "an unused skill",
        "skills.yml",
        "rock:",
        "unused: Do a thing that no page speaks of.\nrock:",
        "4:1: G212 no page teaches or needs the skill 'unused'",
        "use or delete it",
    ),
    Case(
        "an unused source",
        "sources.yml",
        "a-book:",
        "b-book: {title: Another, publisher: A house}\na-book:",
        "1:1: G212 no page cites the source 'b-book'",
        "cite or delete it",
    ),
    Case(
        "a source with a wrong address",
        "sources.yml",
        "publisher: A house",
        "publisher: A house, url: 'javascript:1'",
        "1:50: M110 'javascript:' is something a browser would run",
        "write what it means in plain words; brackets as in <live> are fine",
    ),
    Case(
        "a missing file of skills",
        "skills.yml",
        (
            "mixing: Do the thing that is called mixing.\n"
            "singer: Do the thing that is called singer.\n"
            "microphone: Do the thing that is called microphone.\n"
            "rock: Do the thing that is called rock.\n"
            "recording: Do the thing that is called recording.\n"
            "deciding: Do the thing that is called deciding.\n"
        ),
        "",
        "1:1: F007 is empty",
        "write the page, or delete the file until you do",
    ),
    Case(
        "an alias out of the site",
        MIXING,
        "title: Mixing\n",
        "title: Mixing\naliases: [../../../x]\n",
        "3:11: M109 '../../../x' can never have been the id of a page",
        "write it as stages/mixing",
    ),
    Case(
        "an alias with an empty part",
        MIXING,
        "title: Mixing\n",
        "title: Mixing\naliases: [gear//microphone]\n",
        "3:11: M109 'gear//microphone' can never have been the id of a page",
        "write it as stages/mixing",
    ),
    Case(
        "a value that YAML 1.1 reserves",
        MIXING,
        "title: Mixing\n",
        "title: =\n",
        "2:8: M109 '=' is no value",
        "write a number in digits; or put text in quotes",
    ),
    Case(
        "an id of another kind that the page has no list for",
        "roles/singer.md",
        "gear: [microphone]",
        "gear: [microphone, rock]",
        "11:20: G204 'rock' is no gear page; 'genres/rock' is a genre",
        "write 'genres/rock' under 'related'",
    ),
    Case(
        "a whole id of another kind that the page has no list for",
        "roles/singer.md",
        "gear: [microphone]",
        "gear: [microphone, genres/rock]",
        "11:20: G204 'genres/rock' is no gear page; 'genres/rock' is a genre",
        "write 'genres/rock' under 'related'",
    ),
    Case(
        "an alias that is the page's own id",
        MIXING,
        "title: Mixing\n",
        "title: Mixing\naliases: [stages/mixing]\n",
        "3:11: G201 the alias 'stages/mixing' is the id of 'stages/mixing'",
        "keep it on the page that took over the old one's subject",
    ),
    Case(
        "two choices with one id",
        BAND,
        "  - page: genres/rock\n",
        "  - choose: room\n    question: Where do you mix?\n    options:\n"
        "      - {id: a, title: Here, when: You like it here., nothing_to_do: It is done.}\n"
        "      - {id: b, title: There, when: You like it there., nothing_to_do: It is done.}\n"
        "  - page: genres/rock\n",
        "23:13: P304 a second choice with the id 'room'",
        "give it an id of its own; progress refers to it",
    ),
    Case(
        "a choice without options",
        BAND,
        "  - page: genres/rock\n",
        "  - choose: place\n    question: Where do you mix?\n    options: []\n"
        "  - page: genres/rock\n",
        "23:13: P302 the choice 'place' has no option",
        "give it a second option, or put its steps in its place",
    ),
    Case(
        "a path that leads to another that is not there",
        BAND,
        "steps:\n",
        "not_for: [{if: You play alone at home., path: bend}]\nsteps:\n",
        "3:47: G203 unknown path 'bend'",
        "did you mean 'band'? allowed: band",
    ),
    Case(
        "a step on the page of a path",
        BAND,
        "page: genres/rock",
        "page: paths/band",
        "23:11: P306 'paths/band' teaches nothing that can be judged, so it is no step",
        "choose a page of the guide proper",
    ),
    Case(
        "a hash behind a tab",
        MIXING,
        "title: Mixing\n",
        "title: Mixing\t#1\n",
        "2:15: M103 '#1' is read as a comment, and dropped",
        "put the value in double quotes; a comment stands on a line of its own",
    ),
    Case(
        "brackets in brackets without end",
        MIXING,
        "title: Mixing\n",
        f"title: [{'[], ' * 600}{'[' * 150}{']' * 150}]\n",
        "2:2507: M105 nested deeper than 100 levels",
        "write the value out where it is used, plainly",
    ),
    Case(
        "a value with a colon and a backslash",
        MIXING,
        "title: Mixing\n",
        "title: Mix: a \\ b\n",
        "2:11: M103 a second ': ' on this line, or a line indented too far",
        'put the value in quotes: title: "Mix: a \\\\ b"',
    ),
    Case(
        "keys where a text is wanted",
        BAND,
        "because: It comes first here.",
        "because: {it: comes first}",
        "5:14: M108 'because' wants text, and this was read as 'key: value' lines",
        "write text, or delete the line",
    ),
    Case(
        "a key of an option that stands in its step",
        BAND,
        "        when: You have a room for it.\n        steps:\n"
        "          - page: gear/microphone\n",
        "        steps:\n"
        "          - page: gear/microphone\n            when: You have a room for it.\n",
        "13:13: M106 unknown key 'when'",
        "allowed: because, need, page",
    ),
    Case(
        "a prompt that is left in the data of a path",
        BAND,
        "because: It comes first here.",
        'because: "WRITE: why it comes first."',
        "5:14: M114 a prompt still stands here: 'why it comes first.'",
        "write that in its place, and take the prompt away; only a page with 'draft: true' may "
        "hold prompts",
    ),
    Case(
        "a step of an option that is only text",
        BAND,
        "          - page: gear/microphone\n            because: You need one at home.\n",
        "          - gear/microphone\n",
        "13:13: M108 'steps' wants 'key: value' lines, and 'gear/microphone' was read as text",
        "write keys with their values: page, because",
    ),
    Case(
        "a need that stands in a list of reasons to hire",
        "roles/singer.md",
        "hire_for: [a second opinion]\n",
        "hire_for:\n  - a second opinion\n  - skill: recording\n    because: It is kept.\n",
        "10:5: M107 the line 'needs:' is missing above this item",
        "write it there",
    ),
    Case(
        "a need that two choices in a row leave untaught",
        BAND,
        "          - page: stages/recording\n            because: You watch how it is done.\n",
        "          - choose: place\n            question: Which one is it?\n            options:\n"
        "              - id: near\n                title: Near\n"
        "                when: You like to walk there.\n                steps:\n"
        "                  - page: stages/recording\n"
        "                    because: You watch how it is done.\n"
        "              - {id: far, title: Far, when: You may drive., nothing_to_do: It is done.}\n",
        "34:11: P307 'Mixing' needs 'recording', which the route 'room: studio → place: far' has "
        "not taught",
        "put a step before it that teaches the skill (stages/recording), or assume it",
    ),
    Case(
        "an unknown key of two words",
        "sources.yml",
        "title: A book",
        "title: A book, my title: A book",
        "1:25: M106 unknown key 'my title'",
        "did you mean 'title'? allowed: note, publisher, title, url",
    ),
    Case(
        "an unknown key without a value",
        "sources.yml",
        "title: A book",
        "title: A book, titel: ",
        "1:25: M106 unknown key 'titel'",
        "did you mean 'title'? allowed: note, publisher, title, url",
    ),
]

TEXTS = [
    Text(
        "a reminder to the author",
        "Rock is loud. TODO: say why.",
        "28:15: L416 'TODO' was left over from writing",
        "write what is missing, or take it out and open an issue about it",
    ),
    Text(
        "a reminder in a comment",
        "<!-- FIXME -->",
        "28:6: L416 'FIXME' was left over from writing",
        "write what is missing, or take it out and open an issue about it",
    ),
    Text(
        "a text that only fills its place",
        "Lorem ipsum dolor sit amet.",
        "28:1: L416 'Lorem ipsum' was left over from writing",
        "write what is missing, or take it out and open an issue about it",
    ),
    Text(
        "a link that only says where to press",
        "To mix it, [click here](../stages/mixing.md).",
        "28:12: L417 a link that only says 'click here'",
        "write what stands behind it: [how to set levels](recording.md#levels)",
    ),
    Text(
        "a link that says no more than that it is one",
        "See [This page](../stages/mixing.md).",
        "28:5: L417 a link that only says 'This page'",
        "write what stands behind it: [how to set levels](recording.md#levels)",
    ),
    Text(
        "an order that only one path has",
        "You mix it in the next lesson.",
        "28:19: L418 'next lesson' is another page on each path",
        "name the page, with a link to it; the site prints what comes next",
    ),
    Text(
        "a block closed that never opened",
        "Text.\n///",
        "29:1: L410 a block is closed here that never opened",
        "write '/// for | …' where it begins",
    ),
    Text(
        "a list right below a text",
        "Text:\n- a\n- b",
        "29:1: L413 an item right below a text or another kind of list is read as part of it",
        "leave a line empty above it; for the sign itself write \\- or 1\\.",
    ),
    Text(
        "a list right below a text in a quotation",
        "> Say:\n> - one\n> - two",
        "29:3: L413 an item right below a text or another kind of list is read as part of it",
        "leave a line empty above it; for the sign itself write \\- or 1\\.",
    ),
    Text(
        "an item indented by two spaces in a quotation in a quotation",
        "> >- one\n> >  - two",
        "29:6: L413 an item that is not indented by four spaces a level",
        "indent it by four spaces below another item, 10 levels at most",
    ),
    Text(
        "a numbered list right below a text",
        "Text:\n1. a",
        "29:1: L413 an item right below a text or another kind of list is read as part of it",
        "leave a line empty above it; for the sign itself write \\- or 1\\.",
    ),
    Text(
        "a list right below one of the other kind",
        "- a\n1. b",
        "29:1: L413 an item right below a text or another kind of list is read as part of it",
        "leave a line empty above it; for the sign itself write \\- or 1\\.",
    ),
    Text(
        "an item indented by two spaces",
        "- a\n  - b",
        "29:3: L413 an item that is not indented by four spaces a level",
        "indent it by four spaces below another item, 10 levels at most",
    ),
    Text(
        "items nested without end",
        "\n".join("    " * depth + "- a" for depth in range(14)),
        "38:41: L413 an item that is not indented by four spaces a level",
        "indent it by four spaces below another item, 10 levels at most",
    ),
    Text(
        "a table right below a text",
        "Text\n| a | b |\n|---|---|\n| c | d |",
        "29:1: L413 a table right below a text is printed as one",
        "leave a line empty above",
    ),
    Text(
        "a table whose dashes do not fit its head",
        "| a | b |\n|---|---|---|\n| c | d |",
        "28:1: L413 a table with 2 cells in its head and 3 in the line below",
        "write as many dashes between bars as there are cells",
    ),
    Text(
        "words in braces at the end of a cell",
        "| a | b |\n|---|---|\n| c {d} | d |",
        "30:5: L412 attributes in braces that are neither an id nor a class",
        IN_BRACES,
    ),
    Text(
        "words in braces behind a heading",
        "## H {draft}",
        "28:6: L412 attributes in braces that are neither an id nor a class",
        IN_BRACES,
    ),
    Text(
        "words in braces behind code",
        "`x`{y}",
        "28:4: L412 attributes in braces that are neither an id nor a class",
        IN_BRACES,
    ),
    Text(
        "words in braces on a line of their own",
        "Text\n{y}",
        "29:1: L412 attributes in braces that are neither an id nor a class",
        IN_BRACES,
    ),
    Text(
        "an id inside a heading",
        "## A {#a} b",
        "28:6: L412 an id that stands behind no heading",
        "write it behind a heading, with a space before it: ## Title {#name}",
    ),
    Text(
        "a space between the two halves of a link",
        "[a] (../stages/mixing.md)",
        "28:6: L405 '../stages/mixing.md' stands in the text, and is no link",
        "write [text](file.md), without a space between; or the name between backticks",
    ),
    Text(
        "a link with its brackets in the wrong order",
        "(a)[../stages/mixing.md]",
        "28:5: L405 '../stages/mixing.md' stands in the text, and is no link",
        "write [text](file.md), without a space between; or the name between backticks",
    ),
    Text(
        "a link that lost a bracket",
        "[a(../stages/mixing.md)",
        "28:1: L405 a bracket opens here and is never closed",
        "close it; for the sign itself write \\[",
    ),
    Text(
        "a bracket that is closed once and opened twice",
        "An [[open] one.",
        "28:4: L405 a bracket opens here and is never closed",
        "close it; for the sign itself write \\[",
    ),
    Text(
        "a bracket that is never closed",
        "An interval [0, 1).",
        "28:13: L405 a bracket opens here and is never closed",
        "close it; for the sign itself write \\[",
    ),
    Text(
        "brackets without end",
        "[" * 5000,
        "28:1: L405 a bracket opens here and is never closed",
        "close it; for the sign itself write \\[",
    ),
    Text(
        "a footnote",
        "[^a-book]: A book",
        "28:1: L405 a note below the text would not be printed",
        "declare the source in sources.yml; its number and name are printed for you",
    ),
    Text(
        "a citation as the text of a link",
        "[^a-book](../stages/mixing.md)",
        "28:1: L405 a citation inside a link",
        "write it behind the link",
    ),
    Text(
        "a link inside a link",
        "[a [b](../stages/mixing.md)](../stages/mixing.md)",
        "28:4: L405 a link inside the text of a link",
        "write one behind the other",
    ),
    Text(
        "a citation in a target",
        "[a](../stages/mixing.md#[^a-book])",
        "28:25: L405 a citation inside a link",
        "write it behind the link",
    ),
    Text(
        "code right below a heading",
        "## A\n    [a](nowhere.md)",
        "29:1: L413 text indented by four spaces is printed as code",
        "indent it less; or write code between lines of ```",
    ),
    Text(
        "more fences than a page has",
        "```\na\n```\n\n" * 201,
        "828:1: F008 the page has more than 200 fences of code",
        "split it into pages that can each be read in one sitting",
    ),
    Text(
        "a link to a missing page",
        "[a](../stages/mixng.md)",
        "28:1: L401 there is no file 'stages/mixng.md'",
        "did you mean '../stages/mixing.md'?",
    ),
    Text(
        "a link in the wrong case",
        "[a](../stages/Mixing.md)",
        "28:1: L406 '../stages/Mixing.md' differs from the file in upper and lower case",
        "write '../stages/mixing.md'",
    ),
    Text(
        "a link without .md",
        "[a](../stages/mixing)",
        "28:1: L405 '../stages/mixing' names an address, not a file",
        "write '../stages/mixing.md'",
    ),
    Text(
        "a link to an address",
        "[a](../stages/mixing/)",
        "28:1: L405 '../stages/mixing/' names an address, not a file",
        "write '../stages/mixing.md'",
    ),
    Text(
        "a link to .html",
        "[a](../stages/mixing.html)",
        "28:1: L405 '../stages/mixing.html' names an address, not a file",
        "write '../stages/mixing.md'",
    ),
    Text(
        "a missing anchor on another page",
        "[a](../stages/mixing.md#step)",
        "28:1: L402 'stages/mixing.md' has no anchor 'step'",
        "did you mean 'steps'? allowed: differences, exercise, mistakes, steps",
    ),
    Text(
        "a missing anchor on this page",
        "[a](#sounds)",
        "28:1: L402 this page has no anchor 'sounds'",
        (
            "did you mean 'sound'? allowed: exercise, ingredients, kit, neighbours, "
            "origins, people, production, sound"
        ),
    ),
    Text(
        "an absolute link",
        "[a](/stages/mixing.md)",
        "28:1: L403 '/stages/mixing.md' is absolute",
        "link to a file by its path from this one: '../stages/mixing.md'",
    ),
    Text(
        "an absolute address",
        "[a](/stages/mixing.html)",
        "28:1: L403 '/stages/mixing.html' is absolute",
        "link to a file by its path from this one: '../stages/mixing.md'",
    ),
    Text(
        "an absolute link as Windows writes it",
        "[a](\\stages\\mixing.md)",
        "28:1: L403 '\\stages\\mixing.md' is absolute",
        "link to a file by its path from this one: '../stages/mixing.md'",
    ),
    Text(
        "a link out of the folder",
        "[a](../../secret.md)",
        "28:1: L403 '../../secret.md' leads out of the docs folder",
        "link to a file by its path from this one",
    ),
    Text(
        "a link out of the folder, to a page that is inside",
        "[a](../../stages/mixing.md)",
        "28:1: L403 '../../stages/mixing.md' leads out of the docs folder",
        "link to a file by its path from this one: '../stages/mixing.md'",
    ),
    Text(
        "a link to a page of another folder",
        "[a](mixing.md)",
        "28:1: L401 there is no file 'genres/mixing.md'",
        "did you mean '../stages/mixing.md'?",
    ),
    Text(
        "a source cited twice that is declared nowhere",
        "A claim.[^a-bok] Another.[^a-bok]",
        "28:9: G203 unknown source 'a-bok'",
        "declare it in docs/sources.yml; did you mean 'a-book'?",
    ),
    Text(
        "a source that looks like none",
        "A claim.[^who-knows]",
        "28:9: G203 unknown source 'who-knows'",
        "declare it in docs/sources.yml; no declared one looks like it",
    ),
    Text(
        "a link to nowhere",
        "[a]()",
        "28:1: L401 the link leads nowhere",
        "write the page's file, as in [mixing](../stages/mixing.md)",
    ),
    Text(
        "a link without its scheme",
        "[a](//example.org/x)",
        "28:1: L403 '//example.org/x' is absolute",
        "link to a file by its path from this one",
    ),
    Text(
        "a script link",
        "[a](javascript:alert)",
        "28:1: L407 a link with 'javascript:' is not published",
        "use one of http, https, mailto, tel, or a file of the guide",
    ),
    Text(
        "a data link",
        "[a](data:text/html,x)",
        "28:1: L407 a link with 'data:' is not published",
        "use one of http, https, mailto, tel, or a file of the guide",
    ),
    Text(
        "a link that is defined below",
        "[a][b]\n\n[b]: ../stages/mixing.md",
        "28:3: L405 a link by reference, with its target in another place",
        "write the target beside its text: [text](file.md)",
    ),
    Text(
        "a link whose name is defined nowhere",
        "Text [a][nowhere].",
        "28:8: L405 a link by reference, with its target in another place",
        "write the target beside its text: [text](file.md)",
    ),
    Text(
        "a definition in a quotation",
        "> [b]: ../stages/mixing.md",
        "28:3: L405 a link by reference, with its target in another place",
        "write the target beside its text: [text](file.md)",
    ),
    Text(
        "a definition with its target on the next line",
        "[b]:\n  ../stages/mixing.md",
        "28:1: L405 a link by reference, with its target in another place",
        "write the target beside its text: [text](file.md)",
    ),
    Text(
        "a title in parentheses",
        "[a](../stages/mixing.md (t))",
        "28:3: L405 a link that cannot be read, in its text or its target",
        AS_A_LINK,
    ),
    Text(
        "a target with spaces",
        "[a](../stages/my mixing.md)",
        "28:3: L405 a link that cannot be read, in its text or its target",
        AS_A_LINK,
    ),
    Text(
        "brackets nested twice",
        "[a [b [c]]](../stages/mixing.md)",
        "28:11: L405 a link that cannot be read, in its text or its target",
        AS_A_LINK,
    ),
    Text(
        "parentheses nested twice",
        "[a](../stages/mixing((x)).md)",
        "28:3: L405 a link that cannot be read, in its text or its target",
        AS_A_LINK,
    ),
    Text(
        "a missing picture inside a link",
        "[![a](mix.svg)](../stages/mixing.md)",
        "28:2: L401 there is no file 'genres/mix.svg'",
        "take the link out",
    ),
    Text(
        "a citation in the text of a link",
        "[a [^a-book]](../stages/mixing.md)",
        "28:4: L405 a citation inside a link",
        "write it behind the link",
    ),
    Text(
        "a citation in the title of a link",
        '[a](../stages/mixing.md "x [^a-book]")',
        "28:28: L405 a citation inside a link",
        "write it behind the link",
    ),
    Text(
        "a citation in a heading",
        "## Heard [^a-book]",
        "28:1: L405 a citation in a heading",
        "write it in the text below",
    ),
    Text(
        "a link in HTML",
        '<a href="../stages/mixing.md">x</a>',
        "28:1: L408 the element <a> in a text: it could run code, or link unchecked",
        IN_MARKDOWN,
    ),
    Text(
        "a picture in HTML",
        '<img src="mix.png" alt="x">',
        "28:1: L408 the element <img> in a text: it could run code, or link unchecked",
        IN_MARKDOWN,
    ),
    Text(
        "an area in HTML",
        "<area href=javascript:x>",
        "28:1: L408 the element <area> in a text: it could run code, or link unchecked",
        IN_MARKDOWN,
    ),
    Text(
        "a missing picture",
        "![alt](mix.svg)",
        "28:1: L401 there is no file 'genres/mix.svg'",
        "take the link out",
    ),
    Text(
        "a script",
        "<script>x</script>",
        "28:1: L408 the element <script> in a text: it could run code, or link unchecked",
        IN_MARKDOWN,
    ),
    Text(
        "a script behind an empty comment",
        "<!--> <script>x</script> -->",
        "28:1: L408 '<!' hides what follows from some browsers and not from others",
        AS_A_COMMENT,
    ),
    Text(
        "a script between comments that stand in code",
        "`<!--` <script>x</script> `-->`",
        "28:8: L408 the element <script> in a text: it could run code, or link unchecked",
        IN_MARKDOWN,
    ),
    Text(
        "a script in a comment inside a line",
        "Text <!-- a\n\n<script>x</script> -->",
        "28:6: L408 '<!' hides what follows from some browsers and not from others",
        AS_A_COMMENT,
    ),
    Text(
        "a link across two paragraphs",
        "[a\n\nb](../stages/mixing.md)",
        "30:2: L405 a link that cannot be read, in its text or its target",
        AS_A_LINK,
    ),
    Text(
        "code over two lines",
        "Code `a\nb`",
        "28:6: L410 code opens here and is not closed on its line",
        AS_CODE,
    ),
    Text(
        "a fence closed with another indent",
        "```\n<b>\n ```",
        "28:1: L410 a fence of code opens here and is never closed",
        "write the same fence, indented alike, on a line of its own where it ends",
    ),
    Text(
        "code between four backticks",
        "Write ````a```` here.",
        "28:7: L410 code opens here and is not closed on its line",
        AS_CODE,
    ),
    Text(
        "a declaration",
        "<!DOCTYPE html>",
        "28:1: L408 '<!' hides what follows from some browsers and not from others",
        AS_A_COMMENT,
    ),
    Text(
        "an element with a colon",
        "<a:b onclick=x>y</a:b>",
        "28:1: L408 the element <a:b> in a text: it could run code, or link unchecked",
        IN_MARKDOWN,
    ),
    Text(
        "a script link between angle brackets",
        "<javascript:x>",
        "28:1: L408 the element <javascript:x> in a text: it could run code, or link unchecked",
        IN_MARKDOWN,
    ),
    Text(
        "an event attribute behind an at sign",
        "<b/@/onclick=x>y</b>",
        "28:1: L408 the attribute '@' in a text: it could run code, or link unchecked",
        "write it in Markdown; taken as HTML are class, dir, lang, title",
    ),
    Text(
        "a bold word never closed",
        "A <b>bold word.",
        "28:3: L410 <b> opens here and is never closed",
        "write </b> where it ends",
    ),
    Text(
        "a citation in an attribute",
        '<abbr title="x [^a-book]">y</abbr>',
        "28:16: L405 a citation inside a tag",
        "write it behind the element",
    ),
    Text(
        "a citation behind a backslash",
        "A \\[^a-book] sign.",
        "28:3: L405 a citation behind a backslash is printed as one, unchecked",
        "write its signs as code, between backticks",
    ),
    Text(
        "a target with a space between angle brackets",
        "[a](<../stages/my mixing.md>)",
        "28:3: L405 a link that cannot be read, in its text or its target",
        AS_A_LINK,
    ),
    Text(
        "two ids behind a heading",
        "## A {#one #two}",
        "28:6: L412 a heading with two ids",
        "keep one: the engine takes only the last",
    ),
    Text(
        "an event attribute behind a closed brace",
        "**b**{.a '}' onclick=x}",
        "28:6: L412 attributes in braces with values",
        IN_BRACES,
    ),
    Text(
        "a frame",
        '<iframe title="x"></iframe>',
        "28:1: L408 the element <iframe> in a text: it could run code, or link unchecked",
        IN_MARKDOWN,
    ),
    Text(
        "an element never closed",
        "<details open",
        "28:1: L408 the element <details> in a text: it could run code, or link unchecked",
        IN_MARKDOWN,
    ),
    Text(
        "an event attribute",
        '<b onclick="x">y</b>',
        "28:1: L408 the attribute 'onclick' in a text: it could run code, or link unchecked",
        "write it in Markdown; taken as HTML are class, dir, lang, title",
    ),
    Text(
        "a style attribute",
        '<b title="y" style="color:red">y</b>',
        "28:1: L408 the attribute 'style' in a text: it could run code, or link unchecked",
        "write it in Markdown; taken as HTML are class, dir, lang, title",
    ),
    Text(
        "an event attribute in braces",
        'Text\n{: onclick="x" }',
        "29:1: L412 attributes in braces with values",
        IN_BRACES,
    ),
    Text(
        "an id in braces written out",
        '## A {id="zz"}',
        "28:6: L412 attributes in braces with values",
        IN_BRACES,
    ),
    Text(
        "an id without a space before it",
        "## A{#zz}",
        "28:5: L412 an id that stands behind no heading",
        "write it behind a heading, with a space before it: ## Title {#name}",
    ),
    Text(
        "an id behind a word",
        "**b**{#x}",
        "28:6: L412 an id that stands behind no heading",
        "write it behind a heading, with a space before it: ## Title {#name}",
    ),
    Text(
        "a fence with attributes",
        "``` {.py onclick=x}\ncode\n```",
        "28:4: L408 a fence takes a language, and not '{.py onclick=x}'",
        "write the language alone, or nothing",
    ),
    Text(
        "a fence never closed",
        "```\ncode",
        "28:1: L410 a fence of code opens here and is never closed",
        "write the same fence, indented alike, on a line of its own where it ends",
    ),
    Text(
        "a comment never closed",
        "<!-- note",
        "28:1: L410 a comment opens here and is never closed",
        "write '-->' where it ends",
    ),
    Text(
        "text indented by four spaces",
        "    [a](nowhere.md)\n    more",
        "28:1: L413 text indented by four spaces is printed as code",
        "indent it less; or write code between lines of ```",
    ),
    Text(
        "text indented by a tab",
        "\tmore",
        "28:1: L413 text indented by four spaces is printed as code",
        "indent it less; or write code between lines of ```",
    ),
    Text(
        "a heading in a quotation",
        "> ## A",
        "28:3: L414 a heading inside a quotation or a list",
        "write it at the start of a line; for the sign itself write \\#",
    ),
    Text(
        "a hash at the start of an item",
        "- #1 in the charts",
        "28:3: L414 a heading inside a quotation or a list",
        "write it at the start of a line; for the sign itself write \\#",
    ),
    Text(
        "a heading of level 1",
        "# Rock",
        "28:1: L409 a heading of level 1; the title above is the only one",
        "write '## Rock', or leave it out",
    ),
    Text(
        "an underlined heading",
        "Rock\n====",
        "29:1: L414 a line that can make a heading of the line above",
        NOT_UNDERLINED,
    ),
    Text(
        "a rule right below an item",
        "- a\n---",
        "29:1: L414 a line that can make a heading of the line above",
        NOT_UNDERLINED,
    ),
    Text(
        "an underlined heading in a quotation",
        "> Rock\n> ---",
        "29:3: L414 a line that can make a heading of the line above",
        NOT_UNDERLINED,
    ),
    Text(
        "a heading behind a space",
        " ## A",
        "28:2: L414 a heading behind spaces",
        "write it at the start of a line; for the sign itself write \\#",
    ),
    Text(
        "a heading indented in a list",
        "- a\n\n    ## B",
        "30:5: L414 a heading behind spaces",
        "write it at the start of a line; for the sign itself write \\#",
    ),
    Text(
        "a heading in a quotation without a space",
        ">## A",
        "28:2: L414 a heading inside a quotation or a list",
        "write it at the start of a line; for the sign itself write \\#",
    ),
    Text(
        "an id twice",
        "## Again {#sound}",
        "30:1: L411 a second heading with the id 'sound'",
        "give one of the two another id: a link finds only the first",
    ),
    Text(
        "an id of what stands around the text",
        "## Where it is from {#sources}",
        "28:1: L411 the id 'sources' is taken by what stands around the text",
        "give the heading another: {#my-id}",
    ),
    Text(
        "a heading whose words make such an id",
        "## Practice",
        "28:1: L411 the id 'practice' is taken by what stands around the text",
        "give the heading another: {#my-id}",
    ),
    Text(
        "a block for nobody",
        "/// for | nobody\nText.\n///",
        "28:1: G203 unknown path 'nobody'",
        "allowed: band",
    ),
    Text(
        "a block never closed",
        "/// for | band\nText.",
        "28:1: L410 a block opens here and is never closed",
        "write its slashes again on a line of their own where it ends",
    ),
    Text(
        "an unknown source",
        "A claim.[^a-bok]",
        "28:9: G203 unknown source 'a-bok'",
        "declare it in docs/sources.yml; did you mean 'a-book'?",
    ),
    Text(
        "a zero-width space",
        "Zero\u200bwidth.",
        "28:5: F003 holds an invisible character, U+200B",
        "delete it; retype the line if you cannot see it",
    ),
    Text(
        "a bidi override",
        "Bidi\u202eover.",
        "28:5: F003 holds an invisible character, U+202E",
        "delete it; retype the line if you cannot see it",
    ),
    Text(
        "an address that is none",
        "[a](http://[::1)",
        "28:1: L401 'http://[::1' is no address",
        "retype it",
    ),
]


def test_the_guide_that_the_cases_spoil_is_sound(tmp_path: Path) -> None:
    assert findings(small_guide(), tmp_path) == []


@pytest.mark.parametrize("case", VALUES, ids=lambda case: case.name)
def test_a_slip_in_a_value_is_one_finding(case: Case, tmp_path: Path) -> None:
    tree = small_guide()
    assert case.old in tree[case.file]
    tree[case.file] = tree[case.file].replace(case.old, case.new, 1)
    file = case.told_in or case.file
    assert findings(tree, tmp_path) == [f"docs/{file}:{case.finding}\n    fix: {case.fix}"]


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case.name)
def test_a_slip_in_a_text_is_one_finding(case: Text, tmp_path: Path) -> None:
    tree = small_guide()
    tree[ROCK] = tree[ROCK].replace("\nText.\n\n", f"\nText.\n\n{case.text}\n\n", 1)
    assert findings(tree, tmp_path) == [f"docs/{ROCK}:{case.finding}\n    fix: {case.fix}"]


@pytest.mark.parametrize(
    "text",
    [
        "Write `TODO` where work is left, and [all of this](../stages/mixing.md) later.",
        "```\nTODO [here](a.md) next lesson\n```",
        "The mastodon TODOS and lorem, ipsum.",
        "Three pages of 3 steps each.",
        "[More about levels](../stages/mixing.md)",
    ],
)
def test_words_that_are_right_where_they_stand(text: str, tmp_path: Path) -> None:
    tree = small_guide()
    tree[ROCK] = tree[ROCK].replace("\nText.\n", f"\n{text}\n", 1)
    assert findings(tree, tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        "- a\nmore\n- b",
        "## A\n| a | b |\n|---|---|\n| c | d |",
        "A \\[ alone.",
        "The x[1]: so it is.",
        "a<br>b",
        "Text\n    more of it",
        "1. a\n\n    more of it\n\n2. b",
        "> Text\n>\n> - a\n> - b",
    ],
)
def test_forms_that_are_read_as_they_look(text: str, tmp_path: Path) -> None:
    tree = small_guide()
    tree[ROCK] = tree[ROCK].replace("\nText.\n\n", f"\nText.\n\n{text}\n\n", 1)
    assert findings(tree, tmp_path) == []


@pytest.mark.parametrize(
    "link",
    [
        "[a](HTTPS://example.org)",
        "[a](mailto:me@example.org)",
        "[a](tel:+15550100)",
        "[a](#sound)",
        "[a](rock.md#sound)",
        "[a](../stages/./mixing.md#steps)",
        "[a](?x)",
    ],
)
def test_links_that_lead_somewhere(link: str, tmp_path: Path) -> None:
    tree = small_guide()
    tree[ROCK] = tree[ROCK].replace("\nText.\n", f"\n{link}\n", 1)
    assert findings(tree, tmp_path) == []


def test_a_link_to_a_folder_means_its_index(tmp_path: Path) -> None:
    tree = small_guide() | {"stages/index.md": page("stages/index")}
    tree[ROCK] = tree[ROCK].replace("\nText.\n", "\n[a](../stages/)\n", 1)
    assert findings(tree, tmp_path) == [
        f"docs/{ROCK}:26:1: L405 '../stages/' names an address, not a file\n"
        "    fix: write '../stages/index.md'"
    ]


def test_a_link_from_the_first_page_is_mended_from_there(tmp_path: Path) -> None:
    tree = small_guide() | {"index.md": page("index", body="[a](stages/mixng.md)")}
    assert findings(tree, tmp_path) == [
        "docs/index.md:7:1: L401 there is no file 'stages/mixng.md'\n"
        "    fix: did you mean 'stages/mixing.md'?"
    ]


def test_a_link_into_a_page_that_cannot_be_read_is_not_told_too(tmp_path: Path) -> None:
    tree = small_guide()
    tree[MIXING] = tree[MIXING].replace("title: Mixing", "title: [Mixing", 1)
    tree[ROCK] = tree[ROCK].replace("\nText.\n", "\n[a](../stages/mixing.md#no)\n", 1)
    assert [finding.split()[1] for finding in findings(tree, tmp_path)] == ["M103"]


@pytest.mark.parametrize("counted", ["12 steps", "5–7 pages", "90 minutes", "3 lessons"])
def test_a_path_is_not_counted_by_hand(counted: str, tmp_path: Path) -> None:
    tree = small_guide()
    tree["paths/band.md"] = tree["paths/band.md"].replace("Text.", f"It has {counted} in all.")
    line = tree["paths/band.md"].split("\n").index(f"It has {counted} in all.") + 1
    assert findings(tree, tmp_path) == [
        f"docs/paths/band.md:{line}:8: L418 '{counted}' is counted by hand, and changes with every "
        "step\n    fix: take it out: the site prints how long the path is"
    ]


QUESTION = """\
questions:
  - ask: What do you do first of all?
    right: {{answer: Listen, because: You cannot judge what you have not heard.}}
    wrong:
      - answer: Turn it up
        because: Louder seems better, and is not.
        see: "{see}"
"""


@pytest.mark.parametrize(
    ("see", "finding"),
    [
        (
            "#nowhere",
            "L402 'stages/mixing.md' has no anchor 'nowhere'\n"
            "    fix: allowed: differences, exercise, mistakes, steps",
        ),
        (
            "stages/mixin",
            "G203 unknown page 'stages/mixin'\n"
            "    fix: did you mean 'stages/mixing'? allowed: decide/deciding, gear/microphone, "
            "genres/rock, index, paths/band, roles/singer, stages/mixing, stages/recording",
        ),
        (
            "stages/mixing",
            "G205 a wrong answer leads back to its own page\n"
            "    fix: name the part that teaches it, such as '#steps'",
        ),
    ],
)
def test_a_wrong_answer_that_leads_nowhere(see: str, finding: str, tmp_path: Path) -> None:
    tree = small_guide()
    tree[MIXING] = tree[MIXING].replace("needs:", QUESTION.format(see=see) + "needs:", 1)
    line = tree[MIXING][: tree[MIXING].index("see:")].count("\n") + 1
    assert findings(tree, tmp_path) == [f"docs/{MIXING}:{line}:14: {finding}"]


@pytest.mark.parametrize("see", ["#steps", "stages/recording", "stages/recording#steps"])
def test_a_wrong_answer_that_leads_on(see: str, tmp_path: Path) -> None:
    tree = small_guide()
    tree[MIXING] = tree[MIXING].replace("needs:", QUESTION.format(see=see) + "needs:", 1)
    assert findings(tree, tmp_path) == []


@pytest.mark.parametrize("name", ["stages/Mixing.md", "stages/balance.md"])
def test_an_answer_that_leads_to_what_is_told_as_gone_is_not_told_too(
    name: str, tmp_path: Path
) -> None:
    tree = small_guide()
    tree[name] = tree.pop(MIXING)
    question = QUESTION.format(see="stages/mixing#steps")
    tree["roles/singer.md"] = tree["roles/singer.md"].replace("gear:", f"{question}gear:", 1)
    code = "F004" if name == "stages/Mixing.md" else "G202"
    assert [finding.split()[1] for finding in findings(tree, tmp_path)] == [code]


def test_a_published_page_that_is_gone_is_told_once_and_not_at_each_link(tmp_path: Path) -> None:
    tree = small_guide()
    tree["stages/balance.md"] = tree.pop(MIXING)
    tree["index.md"] = tree["index.md"].replace("Text.", "[Mix](stages/mixing.md)")
    assert findings(tree, tmp_path) == [
        "docs/published.yml:1:1: G202 'stages/mixing' was published, and no page has this id or "
        "alias any more\n"
        "    fix: write 'aliases: [stages/mixing]' on the page that took over its subject"
    ]


def test_of_a_path_with_faults_without_end_the_first_are_told(tmp_path: Path) -> None:
    step = "  - page: genres/rock\n    because: It is what you play.\n"
    tree = small_guide()
    tree[BAND] = tree[BAND].replace(step, step * 5_000)
    found = findings(tree, tmp_path)
    assert len(found) == 50
    assert found[0] == (
        f"docs/{BAND}:25:11: P305 'Rock' stands here a second time\n"
        "    fix: keep the step where it is needed first"
    )


def test_what_cannot_be_seen_or_never_ends_is_printed_short(tmp_path: Path) -> None:
    tree = small_guide()
    tree[ROCK] = tree[ROCK].replace("\nText.\n", f"\n[a]({'b' * 5_000}.md)\n", 1)
    (finding,) = findings(tree, tmp_path)
    assert finding.startswith(f"docs/{ROCK}:26:1: L401 there is no file 'genres/bbb")
    assert len(finding) < 1_000
    assert "bbb …\n" in finding


def test_a_bracket_at_the_end_of_a_file_is_told_inside_it(tmp_path: Path) -> None:
    assert findings(small_guide() | {BAND: "{"}, tmp_path) == [
        "docs/paths/band.yml:1:2: M103 a bracket opens here and is not closed as it should be\n"
        "    fix: close it on the same line, with commas between: [one, two]"
    ]


@pytest.mark.parametrize(
    "summary",
    [
        ">\n  What take #1 is, told in one sentence of a good length.",
        '"What take #1 is, told in\n  one #2 sentence of a good length."',
    ],
)
def test_a_hash_in_a_value_over_two_lines_is_kept(summary: str, tmp_path: Path) -> None:
    tree = small_guide()
    old = "What mixing is, told in one sentence of a good length."
    assert old in tree[MIXING]
    tree[MIXING] = tree[MIXING].replace(old, summary, 1)
    assert findings(tree, tmp_path) == []


def test_data_without_end_is_not_read(tmp_path: Path) -> None:
    tree = small_guide()
    tree[MIXING] = tree[MIXING].replace("title:", "\n" * 30_000 + "title:", 1)
    matter = tree[MIXING].split("---\n")[1]
    count = matter.count("\n") + matter.count(",")
    assert findings(tree, tmp_path) == [
        f"docs/{MIXING}:2:1: F008 holds {count:,} lines and commas; 20,000 are the most\n"
        "    fix: take out what was put here by mistake, or what no page needs"
    ]


def test_of_a_flood_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    tree = small_guide()
    keys = "".join(f"key{number}: 1\n" for number in range(1000))
    tree[MIXING] = tree[MIXING].replace("teaches:", f"{keys}teaches:", 1)
    steps = "".join(f"  - page: a/{n}\n    because: It is needed.\n" for n in range(1000))
    tree[BAND] = tree[BAND].replace("steps:\n", f"steps:\n{steps}", 1)
    found = findings(tree, tmp_path)
    of_page = [finding for finding in found if finding.startswith(f"docs/{MIXING}")]
    assert len(of_page) == 50
    assert "M106 unknown key 'key49' (and 950 more in this file)" in of_page[-1]
    of_path = [finding for finding in found if finding.startswith(f"docs/{BAND}")]
    assert len(of_path) == 50
    assert "G203 unknown page 'a/49' (and 150 more in this file)" in of_path[-1]


def test_what_is_not_told_is_counted_from_the_first(tmp_path: Path) -> None:
    tree = small_guide()
    keys = "".join(f"key{number}: 1\n" for number in range(51))
    tree[MIXING] = tree[MIXING].replace("teaches:", f"{keys}teaches:", 1)
    assert "M106 unknown key 'key49' (and 1 more in this file)" in findings(tree, tmp_path)[-1]


def test_a_page_of_endless_headings_is_told_once(tmp_path: Path) -> None:
    tree = small_guide()
    tree[ROCK] += "\n## a" * 1000
    assert findings(tree, tmp_path) == [
        f"docs/{ROCK}:252:1: F008 the page has 1,008 headings, and 200 are the most\n"
        "    fix: split it into pages that can each be read in one sitting"
    ]


def test_choices_nest_as_deep_indented_as_in_brackets(tmp_path: Path) -> None:
    inner = "{page: stages/mixing, because: It ends the path.}"
    for depth in range(12):
        other = "{id: b, title: The other way, when: You like it less., nothing_to_do: It is done.}"
        one = f"{{id: a, title: One way, when: You like it so., steps: [{inner}]}}"
        inner = f"{{choose: c{depth}, question: Which one, options: [{one}, {other}]}}"
    tree = small_guide()
    head = tree[BAND].partition("steps:")[0]
    flow = f"{head}steps: [{inner}]\n"
    block = yaml.safe_dump(yaml.safe_load(flow), sort_keys=False, indent=4)
    codes = [
        {finding.split()[1] for finding in findings(tree | {BAND: text}, tmp_path)}
        for text in (flow, block)
    ]
    assert codes[0] == codes[1]
    assert "M105" not in codes[0]
