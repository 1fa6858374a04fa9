// Small helpers that every part uses.

export const all = <T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T[] =>
  Array.from(root.querySelectorAll<T>(selector));

export const one = <T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T | null =>
  root.querySelector<T>(selector);

/** The words that scripts say, from `#words` in the page's own language. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  const words = document.getElementById("words")?.dataset[key] ?? "";
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Whether the event comes from a place where people type. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|select|textarea)$/i.test(target.tagName))
    && !(target instanceof HTMLInputElement && /^(checkbox|radio|button|submit|reset)$/.test(target.type));
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Record<string, string> = {}, ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

/** An icon from the sprite that the page already uses. */
export function icon(name: string): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const drawn = document.createElementNS(space, "svg");
  drawn.setAttribute("class", "i");
  drawn.setAttribute("aria-hidden", "true");
  const known = one<SVGUseElement>("svg.i use")?.getAttribute("href") ?? "";
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${known.split("#")[0]}#${name}`);
  drawn.append(use);
  return drawn;
}

const seen = new WeakMap<Element, Set<string>>();

/** Does something once to each element that fits, now and after each swap. */
export function each<T extends Element = HTMLElement>(selector: string, root: ParentNode, act: (element: T) => void): void {
  for (const element of all<T>(selector, root)) {
    const done = seen.get(element) ?? new Set<string>();
    if (done.has(selector)) continue;
    seen.set(element, done.add(selector));
    act(element);
  }
}
