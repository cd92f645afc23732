"""Rules about pages and their typed links. One function a rule; each yields findings."""

from collections.abc import Iterator

from guide.kinds import Kind, is_index, kind_of
from guide.library import Library, TypedLink
from guide.page_file import PageFile
from guide.pages import link_fields, model_for
from guide.problem import Code, Problem, choose_from


def ids_taken(library: Library) -> Iterator[Problem]:
    """No two pages claim one id, now or before."""
    owners: dict[str, str] = {page: page for page in library.pages}
    for page in library.pages.values():
        for index, alias in enumerate(page.page.aliases if page.page else ()):
            owner = owners.setdefault(alias, page.id)
            if owner != page.id or alias == page.id:
                yield Problem(
                    *page.at(("aliases", index)),
                    Code.ID_TAKEN,
                    f"the alias '{alias}' is the id of '{owner}'"
                    if owner == alias
                    else f"the alias '{alias}' is claimed by '{owner}' too",
                    "keep it on the page that took over the old one's subject",
                )


def ids_vanished(library: Library) -> Iterator[Problem]:
    """A published id stays: as a page, or as an alias of the page that took over."""
    if not library.published_before.whole:
        return
    for old in library.published_before:
        if old in library.vanished:
            yield Problem(
                *library.published_before.at(old),
                Code.ID_VANISHED,
                f"'{old}' was published, and no page has this id or alias any more",
                f"write 'aliases: [{old}]' on the page that took over its subject",
            )


def typed_links(library: Library) -> Iterator[Problem]:
    """Each typed link leads to a published page of its kind, once, and not to itself."""
    for page in library.pages.values():
        seen: set[str] = set()
        for link in library.typed_links(page):
            told = _link_fault(library, page, link)
            if told is None and link.target in seen:
                told = (
                    Code.REPEATED,
                    f"'{link.written}' stands twice among this page's links",
                    "keep it where it says most",
                )
            seen.add(link.target)
            if told:
                yield Problem(*page.at(link.location), *told)


def _link_fault(library: Library, page: PageFile, link: TypedLink) -> tuple[Code, str, str] | None:
    target, written = link.target, link.written
    noun = link.kind.noun if link.kind else "page"
    drop = f"take '{written}' out of '{link.field}'"
    if target == page.id:
        return Code.ITSELF, f"'{written}' is this page itself", drop
    if target in library.pages and not (link.kind and is_index(target)):
        if library.pages[target].draft and not page.draft:
            return Code.DRAFT, f"the {noun} '{written}' is a draft", f"publish it first, or {drop}"
        return None
    if target in library.aliases:
        now = library.aliases[target]
        name = now.rpartition("/")[2] if link.kind else now
        return Code.RENAMED, f"the {noun} '{written}' has another id now", f"write '{name}'"
    if target in library.vanished and library.published_before.whole:
        return None
    elsewhere = [other for other in library.pages if written in (other, other.split("/")[-1])]
    if elsewhere:
        kind = kind_of(elsewhere[0])
        return (
            Code.OTHER_KIND,
            f"'{written}' is no {noun}; '{elsewhere[0]}' is a {kind.noun}",
            _where_linked(page, kind, elsewhere[0], link),
        )
    names = [
        other.rpartition("/")[2] if link.kind else other
        for other in library.pages
        if not is_index(other) and link.kind in (None, kind_of(other))
    ]
    return Code.UNKNOWN_ID, f"unknown {noun} '{written}'", choose_from(written, names)


def _where_linked(page: PageFile, kind: Kind, target: str, link: TypedLink) -> str:
    """How to link `page` with a page of `kind`, whichever side declares it."""
    if link.kind is None:
        return f"write its whole id, '{target}'"
    own = [name for name, to in link_fields(model_for(page.id)) if to == kind]
    name = target.rpartition("/")[2]
    if link.written != name:
        return f"write '{name}' under '{own[0]}'" if own else f"write '{target}' under 'related'"
    return f"move it to '{own[0]}'" if own else f"write '{target}' under 'related'"


def skills(library: Library) -> Iterator[Problem]:
    """Skills that pages name are declared, and named once. One that is not declared is told where
    it is met first."""
    unknown: set[str] = set()
    for page in library.pages.values():
        if page.lesson is None:
            continue
        taught = [(("teaches", i), skill) for i, skill in enumerate(page.lesson.teaches)]
        needed = [(("needs", i, "skill"), n.skill) for i, n in enumerate(page.lesson.needs)]
        for listed in (taught, needed):
            seen: set[str] = set()
            for location, skill in listed:
                if skill not in library.skills and library.skills.whole:
                    if skill not in unknown:
                        told, fix = f"unknown skill '{skill}'", choose_from(skill, library.skills)
                        yield Problem(*page.at(location), Code.UNKNOWN_ID, told, fix)
                    unknown.add(skill)
                elif skill in seen:
                    told = f"'{skill}' stands twice"
                    yield Problem(*page.at(location), Code.REPEATED, told, "name it once")
                seen.add(skill)


def skills_taught(library: Library) -> Iterator[Problem]:
    """A skill that a page needs is taught somewhere, or brought along on a path."""
    brought = {
        skill for entry in library.paths.values() if entry.path for skill in entry.path.assumes
    }
    for page in library.published.values():
        for index, need in enumerate(page.lesson.needs if page.lesson else ()):
            known = need.skill in library.skills
            if known and not library.taught_by[need.skill] and need.skill not in brought:
                yield Problem(
                    *page.at(("needs", index, "skill")),
                    Code.NOT_TAUGHT,
                    f"'{need.skill}' is needed here and taught on no page",
                    "add it to 'teaches' of the page that teaches it, or write that page",
                )


def needs_cycle(library: Library) -> Iterator[Problem]:
    """Needs do not run in a circle: there is an order in which everything can be learnt."""
    told: set[str] = set()
    for start in library.never_ready:
        circle = _circle(library, start, told)
        if circle:
            told.update(page for page, _ in circle)
            first, skill = circle[0]
            page = library.pages[first]
            links = ", which ".join(
                f"needs '{need}', taught by '{library.taught_by[need][0]}'" for _, need in circle
            )
            yield Problem(
                *page.at(("needs", page.needs.index(skill), "skill")),
                Code.NEEDS_CYCLE,
                f"needs run in a circle: this page {links}",
                "drop the need that is only a habit, or teach its skill on a page before both",
            )


def _circle(library: Library, start: str, told: set[str]) -> list[tuple[str, str]]:
    """A circle of (page, skill it needs) reached from `start`; empty if it was told before."""
    chain: dict[str, str] = {}
    page = start
    while page not in chain:
        if page in told:
            return []
        chain[page] = library.never_ready[page][0]
        page = library.taught_by[chain[page]][0]
    pages = list(chain)
    return [(stand, chain[stand]) for stand in pages[pages.index(page) :]]


def unused(library: Library) -> Iterator[Problem]:
    """Every skill is taught or needed, and every source is cited, by some page or by the
    table of gear."""
    named: set[str] = set()
    cited: set[str] = set()
    for page in library.pages.values():
        named.update(page.teaches, page.needs)
        cited.update(page.sources)
    for answer in library.choosing.values():
        cited.update(answer.cited)
    for files in library.data.values():
        cited.update(name for file in files.values() for name in file.cited)
    for skill in library.skills:
        if skill not in named:
            told = f"no page teaches or needs the skill '{skill}'"
            yield Problem(*library.skills.at(skill), Code.UNUSED, told, "use or delete it")
    for source in library.sources:
        if source not in cited:
            told = f"no page cites the source '{source}'"
            yield Problem(*library.sources.at(source), Code.UNUSED, told, "cite or delete it")


def orphans(library: Library) -> Iterator[Problem]:
    """Each lesson can be found: it is on a path, or some page links to it."""
    linked = {target for page in library.published.values() for target in page.leads_to}
    for page in library.published.values():
        found = page.id in library.on_paths or page.id in linked or library.backlinks[page.id]
        if page.lesson and not found:
            yield Problem(
                *page.at(()),
                Code.ORPHAN,
                f"'{page.id}' is on no path, and no page links to it",
                "make it a step of a path, or link to it where a reader would want it",
            )


def coverage(library: Library) -> Iterator[Problem]:
    """Roles, stages, gear and genres meet: each page with at least one of each other kind. Of
    pages that lack each other only those are told that can name the others."""
    holes = [
        (page, kind)
        for page in library.published.values()
        if page.page
        for kind in type(page.page).meets
        if kind not in {library.pages[other].kind for other in library.linked(page.id)}
    ]
    lacking = {(page.kind, kind) for page, kind in holes}
    for page, kind in holes:
        own = [name for name, to in link_fields(model_for(page.id)) if to == kind]
        if own or (kind, page.kind) not in lacking:
            yield Problem(
                *page.at(()),
                Code.COVERAGE_HOLE,
                f"'{page.id}' is linked with no {kind.noun}, from neither end",
                f"name one under '{own[0]}' of this page"
                if own
                else f"name '{page.id.rpartition('/')[2]}' under '{page.kind}' of a {kind.noun}",
            )


NAMES_OF_PAGES = (ids_taken, ids_vanished, typed_links, skills)
"""Rules about names in front matter."""
WHOLE_OF_PAGES = (skills_taught, needs_cycle, unused, orphans, coverage)
"""Rules about all pages together."""
