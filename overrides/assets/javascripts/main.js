/**
 * Brings to life what the build has printed. Nothing jumps: for who comes for the first time, all
 * that is seen at first stays where it is; where this browser has kept something, it is in place
 * before anything is seen (the script in document.html). What only a few pages have stands in
 * elements/pages, and is loaded there alone.
 */

import { ColourChoice } from "./elements/colour-choice.js";
import { ContinuePath } from "./elements/continue-path.js";
import { loadLabsWhenNeeded } from "./elements/lazy-labs.js";
import { ListFilter } from "./elements/list-filter.js";
import { NewVersion } from "./elements/new-version.js";
import { PageContents } from "./elements/page-contents.js";
import { HaveSkill, NeedsMet, PageState } from "./elements/page-state.js";
import { PathBar } from "./elements/path-bar.js";
import { PathChoice } from "./elements/path-choice.js";
import { PathFold } from "./elements/path-fold.js";
import { PathStrip } from "./elements/path-strip.js";
import { SiteSearch } from "./elements/site-search.js";
import { SortedTable } from "./elements/sorted-table.js";
import { StoreNotice } from "./elements/store-notice.js";
import { TermNote } from "./elements/term-note.js";

for (
  const [name, element] of /** @type {[string, CustomElementConstructor][]} */ ([
    ["list-filter", ListFilter],
    ["sorted-table", SortedTable],
    ["colour-choice", ColourChoice],
    ["site-search", SiteSearch],
    ["page-contents", PageContents],
    ["have-skill", HaveSkill],
    ["needs-met", NeedsMet],
    ["page-state", PageState],
    ["path-fold", PathFold],
    ["path-choice", PathChoice],
    ["path-strip", PathStrip],
    ["path-bar", PathBar],
    ["continue-path", ContinuePath],
    ["store-notice", StoreNotice],
    ["new-version", NewVersion],
    ["term-note", TermNote],
  ])
) {
  customElements.define(name, element);
}

loadLabsWhenNeeded();
