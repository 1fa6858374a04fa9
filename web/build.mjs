// Builds the styles, scripts and icons of the pages into src/chuangcheng/kit/ui/static/ui/build/ (not in version control).
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { keep } from "./tabler.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/chuangcheng/kit/ui/static/ui/build");
const lines = (name) => readFileSync(join(here, name), "utf8").split("\n").map((l) => l.trim()).filter((l) => l && !l.startsWith("#"));

const tabler = {
  name: "tabler",
  setup(build) {
    build.onResolve({ filter: /^tabler-kept$/ }, () => ({ path: "tabler-kept", namespace: "tabler" }));
    build.onLoad({ filter: /.*/, namespace: "tabler" }, () => ({
      contents: keep(readFileSync(join(here, "node_modules/@tabler/core/dist/css/tabler.css"), "utf8"), lines("tabler.keep.txt")),
      loader: "css",
    }));
  },
};

function sprite(names) {
  const symbols = names.map((name) => {
    const svg = readFileSync(join(here, `node_modules/@tabler/icons/icons/outline/${name}.svg`), "utf8");
    const inside = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
    const paths = inside.replace(/<path stroke="none"[^>]*>/g, "").replace(/\s*\n\s*/g, "").trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${paths}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await esbuild.build({
  absWorkingDir: here,
  entryPoints: { app: "src/app.ts" },
  bundle: true, minify: true, format: "iife", target: ["chrome86"], charset: "utf8", legalComments: "none", outdir: out,
});
await esbuild.build({
  absWorkingDir: here,
  entryPoints: { app: "css/app.css" },
  bundle: true, minify: true, target: ["chrome86"], charset: "utf8", legalComments: "none", outdir: out, plugins: [tabler],
});
writeFileSync(join(out, "icons.svg"), sprite(lines("icons.txt")));
copyFileSync(join(here, "mark.svg"), join(out, "mark.svg"));

let total = 0;
for (const name of ["app.css", "app.js", "icons.svg"]) {
  const bytes = readFileSync(join(out, name));
  const packed = gzipSync(bytes, { level: 9 }).length;
  total += packed;
  console.log(`${name.padEnd(10)} ${(bytes.length / 1000).toFixed(1).padStart(7)} kB  ${(packed / 1000).toFixed(1).padStart(6)} kB gz`);
}
console.log(`${"together".padEnd(10)} ${"".padStart(11)} ${(total / 1000).toFixed(1).padStart(6)} kB gz`);
if (total > 150_000) throw new Error("The first load has grown over 150 kB: see docs on size.");
