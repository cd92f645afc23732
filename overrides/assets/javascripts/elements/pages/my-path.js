/** What only "My path" has. */

import { MyPath } from "../my-path.js";

customElements.define("my-path", MyPath);
