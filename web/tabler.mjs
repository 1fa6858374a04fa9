// Keeps from Tabler's stylesheet the element rules and the components named in tabler.keep.txt, and the variables they read.

/** Splits css into top-level blocks: `{ head, body }`, or `{ head, body: null }` for a statement. */
function blocks(css) {
  const found = [];
  let start = 0;
  for (let at = 0; at < css.length; at++) {
    const sign = css[at];
    if (sign === '"' || sign === "'") {
      at = css.indexOf(sign, at + 1);
    } else if (sign === ";") {
      start = at + 1;
    } else if (sign === "{") {
      const end = closing(css, at);
      found.push({ head: css.slice(start, at).trim(), body: css.slice(at + 1, end) });
      at = end;
      start = end + 1;
    }
  }
  return found;
}

function closing(css, open) {
  let depth = 0;
  for (let at = open; at < css.length; at++) {
    const sign = css[at];
    if (sign === '"' || sign === "'") at = css.indexOf(sign, at + 1);
    else if (sign === "{") depth++;
    else if (sign === "}" && --depth === 0) return at;
  }
  throw new Error("Unbalanced stylesheet");
}

const MODERN = /:has\(|:is\(|:where\(|\[data-bs-theme=dark\]|\.was-validated|:valid|-valid\b/;

function kept(selector, stems) {
  if (MODERN.test(selector)) return false;
  const classes = selector.match(/\.[\w-]+/g) ?? [];
  return classes.every((name) => stems.has(name.slice(1)));
}

function filter(css, stems) {
  return blocks(css).map(({ head, body }) => {
    if (head.startsWith("@media")) {
      const inside = filter(body, stems);
      return inside && !/print|prefers-reduced/.test(head) ? `${head}{${inside}}` : "";
    }
    if (head.startsWith("@")) return "";
    const selectors = head.split(/,(?![^(]*\))/).map((s) => s.trim()).filter((s) => kept(s, stems));
    return selectors.length ? `${selectors.join(",")}{${body}}` : "";
  }).join("\n");
}

/** Drops custom properties that nothing left reads. */
function prune(css) {
  for (;;) {
    const read = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map((m) => m[1]));
    const less = css.replace(/(--[\w-]+)\s*:[^;{}]*(?:;|(?=\}))/g, (all, name) => (read.has(name) ? all : ""));
    if (less.length === css.length) return css;
    css = less;
  }
}

export function keep(css, stems) {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/@charset[^;]*;/, "");
  // Chromium 86 does not know color-mix(): what needs it is set by our own tokens.
  const old = filter(plain, new Set(stems)).replace(/[\w-]+\s*:[^;{}]*color-mix\([^;{}]*(?:;|(?=\}))/g, "");
  return prune(old);
}
