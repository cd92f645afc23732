/**
 * Brings to life what the build has printed. Blocks the first rendering (`blocking="render"`), so
 * that nothing jumps: what depends on this browser alone is in place before anything is seen.
 */

import { ColourChoice } from "./elements/colour-choice.js";
import { ContinuePath } from "./elements/continue-path.js";
import { loadLabsWhenNeeded } from "./elements/lazy-labs.js";
import { ListFilter } from "./elements/list-filter.js";
import { MyPath } from "./elements/my-path.js";
import { NewVersion } from "./elements/new-version.js";
import { PageContents } from "./elements/page-contents.js";
import { HaveSkill, NeedsMet, PageState } from "./elements/page-state.js";
import { PathBar } from "./elements/path-bar.js";
import { PathChoice } from "./elements/path-choice.js";
import { PathFold } from "./elements/path-fold.js";
import { PathKeep } from "./elements/path-keep.js";
import { PathMap } from "./elements/path-map.js";
import { PathPrint } from "./elements/path-print.js";
import { PathStrip } from "./elements/path-strip.js";
import { PathWay } from "./elements/path-way.js";
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
    ["path-map", PathMap],
    ["path-bar", PathBar],
    ["path-print", PathPrint],
    ["path-way", PathWay],
    ["continue-path", ContinuePath],
    ["my-path", MyPath],
    ["store-notice", StoreNotice],
    ["new-version", NewVersion],
    ["path-keep", PathKeep],
    ["term-note", TermNote],
  ])
) {
  customElements.define(name, element);
}

loadLabsWhenNeeded();
