"""What a page's own HTML says, before any script."""

from collections import Counter
from html.parser import HTMLParser

HEADINGS = {f"h{level}": level for level in range(1, 7)}
UNSEEN = ("head", "script", "style", "template")
"""Elements whose text is not read; the title of a drawing is not painted, but said."""
VOID = ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")
"""Elements that hold nothing, and have no end tag."""
CONTROLS = ("button", "input", "select", "textarea")


class Document(HTMLParser):
    """Reads the HTML of a page once, and keeps what tests ask for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.addresses: list[tuple[str, str]] = []
        self.loads: list[str] = []
        """Addresses of what a browser fetches with the page."""
        self.inline: list[str] = []
        self.leads_on = False
        self.has_lab = False
        self.language = ""
        self.headings: list[int] = []
        """Levels, in their order."""
        self.navigations: list[str] = []
        """What names each: its label, or the id of what does; empty if nothing."""
        self.tables: list[Counter[str]] = []
        """How often each has a name (`named`), and headings of each scope; '' is one of none. The
        first of a text may stand under the title of its page, which names it well enough."""
        self.mute: list[str] = []
        """Pictures that neither say anything nor are marked as decoration."""
        self.idle: list[str] = []
        """Controls that are seen without a script, which most of them need."""
        self.built_of: set[tuple[str, ...]] = set()
        """Of each element its name, its class, role and type, and which attributes it has: what
        templates and scripts tell elements apart by, without words, addresses and numbers."""
        self._pieces: list[str] = []
        self._open: list[tuple[str, bool]] = []
        """Elements around, and whether each is hidden without a script."""
        self._under_title = True
        self._unseen = 0
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """All words, one space between them."""
        return " ".join("".join(self._pieces).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self._unseen += tag in UNSEEN
        for name, value in attrs:
            if name == "id":
                self.ids[value or ""] += 1
            elif name in ("href", "src", "poster", "action"):
                self.addresses.append((tag, value or ""))
            elif name == "style" or name.startswith("on"):
                self.inline.append(f'<{tag} {name}="{value}">')
            elif (name, value) == ("http-equiv", "refresh"):
                self.leads_on = True
        told = {name: value or "" for name, value in attrs}
        self._structure(tag, told)
        kind = (told.get(name, "") for name in ("class", "role", "type"))
        self.built_of.add((tag, *kind, *sorted(told)))
        waits = tag == "page-state" or "hidden" in told or "needs-script" in told.get("class", "")
        if tag in CONTROLS and not waits and not any(hidden for _, hidden in self._open):
            self.idle.append(self.get_starttag_text() or tag)
        if tag not in VOID:
            self._open.append((tag, waits))

    def _structure(self, tag: str, attrs: dict[str, str]) -> None:
        name = attrs.get("aria-label") or attrs.get("aria-labelledby") or ""
        if tag in ("script", "img") and "src" in attrs:
            self.loads.append(attrs["src"])
        elif tag == "link" and attrs.get("rel") in ("stylesheet", "preload", "icon"):
            self.loads.append(attrs["href"])
        self.has_lab |= tag.startswith("lab-")
        if tag == "html":
            self.language = attrs.get("lang", "")
        elif tag in HEADINGS:
            self.headings.append(HEADINGS[tag])
            self._under_title = "id" not in attrs
        elif tag == "nav" or attrs.get("role") == "navigation":
            self.navigations.append(name)
        elif tag == "table":
            self.tables.append(Counter(named=bool(name) or self._under_title))
        elif tag == "caption":
            self.tables[-1]["named"] = True
        elif tag == "th":
            self.tables[-1][attrs.get("scope", "")] += 1
        elif tag == "img" and "alt" not in attrs:
            self.mute.append(f"<img src={attrs.get('src')}>")
        elif tag == "svg" and "aria-hidden" not in attrs and not (name and "role" in attrs):
            self.mute.append(self.get_starttag_text() or tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            while self._open and self._open.pop()[0] != tag:
                pass  # what ends with it
        self._unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._pieces.append(data)
