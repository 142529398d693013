#!/usr/bin/env node
/** An executable with VS Code's command line, which runs code.ts. */
import { require } from "tsx/cjs/api";

require("./code.ts", import.meta.url);
