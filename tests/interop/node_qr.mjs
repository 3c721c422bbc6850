// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What jsQR reads in a picture. Arguments: its width and height in pixels; the pixels as RGBA on the standard input.
import {readFileSync} from "node:fs";
import jsqr from "jsqr";

const [width, height] = process.argv.slice(2).map(Number);
const code = jsqr(new Uint8ClampedArray(readFileSync(0)), width, height);
if (code)
    process.stdout.write(code.data);
else
    process.exitCode = 1;
