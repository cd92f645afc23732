"""Where MkDocs meets the guide. `engine`, `rendered`, `served` and `texts` know it too. All is kept
in `config.extra`, which lives as long as a build does, and in `_served` as long as its process."""

from pathlib import Path

import click
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext as Context

import engine
from guide import kept, markup, quick
from guide.addresses import url
from guide.files import called, symbolic_folders
from guide.load import load
from guide.printed import our_fault, summary
from guide.views import Views
from publish import beside, cache, publish
from publish.cards import Card
from rendered import Rendered
from served import Served
from texts import Texts

GUIDE, VIEWS, TEXTS, RENDERED, CACHE = "guide", "views", "texts", "rendered", "cache"
_served = Served()


def on_startup(command: str, dirty: bool) -> None:
    """Remember for the life of the process whether findings end the build, or are shown."""
    _served.is_on = kept.Kept.lives_on = command == "serve"


def on_serve(server: "engine.LiveReloadServer", config: MkDocsConfig, builder: object) -> None:
    """Show an edit soon."""
    engine.look_often(server, config.docs_dir, *filter(None, [config.config_file_path]))


def on_config(config: MkDocsConfig) -> None:
    """Read and check the whole guide, before the engine walks the folder: it follows links."""
    docs = Path(config.docs_dir)
    config.extra[CACHE] = cache.folder(Path(__file__).parent.parent / ".cache")
    try:
        with engine.much_is_made():
            shown = called(docs, Path(config.config_file_path or ".").parent)
            guide = load(docs, shown, kept.KeptPages(config.extra[CACHE] / "pages"))
    except Exception as error:
        raise engine.OurAbort(str(our_fault(error))) from None
    click.echo("".join(f"{printed}\n\n" for _, printed in guide.findings), nl=False, err=True)
    if guide.problems and (not _served.is_on or symbolic_folders(docs)):
        raise Abort(f"{summary(guide.problems)}: nothing was built")
    told = guide.findings if _served.is_on else ()
    views = Views(guide.library, told, config.repo_url or "", config.site_url or "")
    config.extra.update({GUIDE: guide, VIEWS: views})
    engine.leave_out_the_theme(config)
    config.markdown_extensions.append(quick.Quick())  # type: ignore[arg-type]
    _served.set_aside(Path(config.site_dir), guide.library)
    if not _served.is_on:
        config.site_dir = str(beside.begin(Path(config.site_dir)))


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Publish only what the guide read and our templates need: no draft, data, link's target."""
    library = config.extra[GUIDE].library
    _served.put_back(Path(config.site_dir))
    for file in list(files):
        page = library.of_file(file.src_uri)
        of_ours = str(file.abs_src_path).startswith(str(config.theme.custom_dir))
        if page and page.draft:
            file.inclusion = InclusionLevel.DRAFT
        elif not (page or of_ours or file.src_uri in library.assets):
            files.remove(file)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Convert all texts at once."""
    read = config.extra[GUIDE].library.pages.values()
    texts = {f"{f.id}.md": markup.before(f.body, f.prose, f.id) for f in read}
    config.extra[TEXTS] = Texts(texts, config, files, config.extra[CACHE])


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """Nothing: all was read before, and front matter better (the engine swallows errors)."""
    config.extra[TEXTS].will_render(page)
    return ""


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Render pages: all texts are there now."""
    views, cached = config.extra[VIEWS], config.extra[CACHE]
    engine.keep_compiled(env, cached)
    for name in views.library.drawings:  # they are inside their pages
        files.remove(files.src_uris[name])
    env.globals["lost"] = views.lost()  # for 404, which the engine renders
    config.extra[RENDERED] = rendered = Rendered(views, env, config, files, cached)
    rendered.write_beside(_served.papers, at_once=_served.is_on)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Date the page for the sitemap as its authors did: the day of the build says nothing."""
    if typed := config.extra[GUIDE].library.of_file(page.file.src_uri).page:
        page.update_date = typed.reviewed.isoformat()


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Refuse what could run."""
    file = config.extra[GUIDE].library.of_file(page.file.src_uri)
    page.present_anchor_ids = file.prose.anchors  # and those of what templates print
    problem = config.extra[TEXTS].active(page, file)
    if problem is None:
        return html
    click.echo(config.extra[GUIDE].printed(problem), err=True)
    if not _served.is_on:
        raise Abort(f"\n{summary([problem])}: the site is not whole")
    return "<p>This page has findings.</p>"


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> None:
    """Pages are next, and the sitemap has listed them: leave out what is shown as it is."""
    if template_name == "sitemap.xml":
        _served.leave_out(config.extra[RENDERED].files, config.extra[RENDERED].keys)


def on_page_context(context: Context, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Hand the page over as it was rendered."""
    context["rendered"] = config.extra[RENDERED].html(page)  # type: ignore[typeddict-unknown-key]


def on_post_build(config: MkDocsConfig) -> None:
    """Publish what was written, when all of it is; then hand the folder over."""
    library, site = config.extra[GUIDE].library, Path(config.site_dir)
    config.extra[RENDERED].wait()
    # A card has a whole address, and nobody shares what is being written.
    pages = library.published.values() if config.site_url and not _served.is_on else ()
    shared = {url(p.id): Card(p.kind.section, p.title, p.summary) for p in pages}
    publish(site, shared, config.extra[CACHE], whole=not _served.is_on)
    _served.is_written()
    if not (_served.is_on or engine.will_refuse(config)):
        config.site_dir = str(beside.end(site))
    engine.nothing_is_kept()


def on_shutdown() -> None:
    """Leave at once."""
    engine.nothing_is_looked_through()
