/** What only the page of a path has, and its booklet and tick sheet. */

import { PathKeep } from "../path-keep.js";
import { PathMap } from "../path-map.js";
import { PathPrint } from "../path-print.js";
import { PathWay } from "../path-way.js";

customElements.define("path-map", PathMap);
customElements.define("path-print", PathPrint);
customElements.define("path-way", PathWay);
customElements.define("path-keep", PathKeep);
