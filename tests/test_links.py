"""Addresses outside the site: what answers mean, how strikes are kept, and asking a server."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide import command_links, links
from guide.links import Answer, State
from guide.load import Guide, load
from tests.trees import page, small_guide, write

WORKS, GONE, SHUT = links.answered(200), links.answered(404), links.answered(403)
SOURCES = {"https://a.example/x": ["one", "two"], "https://b.example/": ["three"]}


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, State.WORKS),
        (304, State.WORKS),
        (404, State.FAILS),
        (410, State.FAILS),
        (500, State.FAILS),
        (400, State.FAILS),
        *(
            (status, State.UNCLEAR)
            for status in (401, 402, 403, 405, 406, 408, 425, 429, 451, 503, 999)
        ),
    ],
)
def test_what_a_status_says(status: int, state: State) -> None:
    assert links.answered(status).state is state


def test_addresses_are_asked_once_without_their_parts(tmp_path: Path) -> None:
    book = "https://a.example/x"
    tree = small_guide() | {
        "sources.yml": f"a-book: {{title: A book, publisher: A house, url: '{book}#2'}}\n",
        "index.md": page("index", body=f"[A]({book}#3), [b](http://b.example), [c](mailto:a@b.c)"),
    }
    library = load(write(tree, tmp_path)).library
    assert links.addresses(library) == {book: ["a-book", "index"], "http://b.example": ["index"]}


def test_a_report_says_all_of_it() -> None:
    answers = {"https://a.example/x": GONE, "https://b.example/": GONE}
    assert links.report(SOURCES, answers, {"https://a.example/x": 2}) == (
        "## Links out of the guide\n"
        "\n"
        "2 addresses asked, 0 worked, 0 turned the program away.\n"
        "\n"
        "### Broken: 3 failures in a row or more\n"
        "\n"
        "| failures in a row | address | last answer | in |\n"
        "|---|---|---|---|\n"
        "| 3 | <https://a.example/x> | 404 | `one`, `two` |\n"
        "\n"
        "### Failed lately, perhaps by chance\n"
        "\n"
        "| failures in a row | address | last answer | in |\n"
        "|---|---|---|---|\n"
        "| 1 | <https://b.example/> | 404 | `three` |\n"
    )


@given(
    st.lists(
        st.fixed_dictionaries({url: st.sampled_from([WORKS, GONE, SHUT]) for url in SOURCES}),
        max_size=12,
    )
)
def test_strikes_are_failures_in_a_row(weeks: list[dict[str, Answer]]) -> None:
    text = ""
    for answers in weeks:
        text = links.report(SOURCES, answers, links.strikes(text))
    for url in SOURCES:
        states = [week[url].state.value[0] for week in weeks]
        since = re.split("w", "".join(states))[-1]
        assert links.strikes(text).get(url, 0) == since.count("f")


@given(st.text())
def test_any_text_is_an_earlier_report(text: str) -> None:
    assert all(count >= 0 for count in links.strikes(text).values())


def test_a_table_that_somebody_changed_counts_as_far_as_it_is_one() -> None:
    text = "| 2 | <https://a.example/x> | 404 | fixed by hand? |\r\n| two | <https://b.example/> |"
    assert links.strikes(text) == {"https://a.example/x": 2}


def test_every_source_with_an_address_is_asked(real: Guide) -> None:
    found = links.addresses(real.library)
    linked = {name for name, source in real.library.sources.items() if source.url}
    assert {name for names in found.values() for name in names} >= linked


def test_links_of_texts_are_asked_too(tmp_path: Path) -> None:
    tree = small_guide()
    body = "See [a](https://a.example/x#part), <https://b.example/> and [c](../stages/mixing.md)."
    tree["learn/links.md"] = page("learn/links", body=body)
    found = links.addresses(load(write(tree, tmp_path)).library)
    assert found == {"https://a.example/x": ["learn/links"], "https://b.example/": ["learn/links"]}


class Server(BaseHTTPRequestHandler):
    """Answers with the status that the path names; 'away' leads on, 'cut' hangs up."""

    def do_GET(self) -> None:
        word = self.path.removeprefix("/")
        if word == "cut":
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(301 if word == "away" else int(word))
        if word == "away":
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_server_is_asked_and_its_answer_told(server: str) -> None:
    words = ["200", "away", "404", "403", "cut"]
    answers = command_links.ask_all([server + word for word in words], pause=0)
    assert [answers[server + word] for word in words[:4]] == [
        Answer(State.WORKS, "200"),
        Answer(State.WORKS, "200"),
        Answer(State.FAILS, "404"),
        Answer(State.UNCLEAR, "turned away, 403"),
    ]
    assert answers[server + "cut"].state is State.FAILS


def test_a_host_that_is_not_there_fails() -> None:
    # Port 9 of this machine: nobody listens, and nobody outside is asked.
    told = Answer(State.FAILS, "no answer, ConnectionRefusedError")
    assert command_links.ask("http://127.0.0.1:9/") == told
