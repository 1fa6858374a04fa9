// The keyboard in lists: J and K move, Enter opens, the letters on the buttons of the present row press them, ? lists all keys.
import { all, icon, isTyping, make, one, say } from "./dom";
import { openSheet } from "./sheets";

const rows = (list: Element): HTMLElement[] => {
  const marked = all("[data-row]", list);
  return (marked.length ? marked : all("tbody tr", list)).filter((row) => row.offsetParent !== null);
};

const present = (list: Element): HTMLElement | null =>
  (document.activeElement?.closest<HTMLElement>("[data-row], tbody tr") ?? null) || one(".cur", list) || one("[data-row].on", list);

export function go(list: Element, row: HTMLElement): void {
  for (const other of all(".cur", list)) other.classList.remove("cur");
  row.classList.add("cur");
  const start = ["[data-open]", "a.t", ".btn-primary", "a[href]"].map((selector) => one<HTMLElement>(selector, row)).find((element) => element !== null);
  (start ?? row).focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function move(list: Element, by: number): void {
  const here = rows(list);
  const now = present(list);
  const at = now ? here.indexOf(now) : -1;
  const next = here[Math.min(Math.max(at + by, 0), here.length - 1)];
  if (next) go(list, next);
}

/** After a swap took the focused row away, the row that is now open is the present one. */
export function refocus(): void {
  const list = one("[data-keys]");
  const row = list && one(".selcard[data-row]", list);
  if (list && row && document.activeElement === document.body) go(list, row);
}

const keysOf = (element: HTMLElement): string[] => (element.dataset.key ?? "").toLowerCase().split(" ");

const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0 && !element.hasAttribute("disabled");

/** The letter's button in the present row, else one outside the rows, else the one of the row that is open. A field is entered. */
function press(list: Element | null, key: string): boolean {
  const row = list && present(list);
  const those = all("[data-key]").filter((element) => keysOf(element).includes(key) && isShown(element));
  const found = those.find((element) => row?.contains(element)) ?? those.find((element) => !element.closest("[data-row], tbody tr"))
    ?? (key === "e" ? those.find((element) => element.closest(".selcard")) : undefined);
  if (found && isTyping(found)) found.focus();
  else found?.click();
  return found !== undefined;
}

function label(element: HTMLElement): string {
  if (element.dataset.says) return element.dataset.says;
  const copy = element.cloneNode(true) as HTMLElement;
  for (const kbd of all("kbd", copy)) kbd.remove();
  return element.getAttribute("aria-label") ?? copy.textContent?.trim() ?? "";
}

export function listKeys(): void {
  let sheet = document.getElementById("keys");
  if (!sheet) {
    const table = new Map<string, string>([["/", say("find")]]);
    if (one("[data-keys]")) [["J", "next"], ["K", "previous"], ["↵", "open"]].forEach(([key, word]) => table.set(key ?? "", say(word ?? "")));
    for (const element of all("[data-key]")) for (const key of keysOf(element)) if (key !== "enter" && !table.has(key.toUpperCase())) table.set(key.toUpperCase(), label(element));
    table.set("?", say("help"));
    const list = make("dl", { class: "keys-list sheet-body" });
    table.forEach((words, key) => list.append(make("dt", {}, make("kbd", {}, key)), make("dd", {}, words)));
    const close = make("a", { class: "tbtn", href: "#_", "aria-label": say("close") }, icon("x"));
    const head = make("div", { class: "sheet-head" }, make("h2", { id: "keys-title" }, say("keys")), close);
    sheet = make("section", { class: "sheet", id: "keys", role: "dialog", "aria-modal": "true", "aria-labelledby": "keys-title", tabindex: "-1" }, head, list);
    document.body.append(sheet, make("a", { class: "veil", href: "#_", tabindex: "-1", "aria-hidden": "true" }));
  }
  openSheet("keys");
}

/** Out of a field, back to its row, where the letters are keys again. */
function leave(field: HTMLElement): void {
  const list = field.closest("[data-keys]");
  const row = field.closest<HTMLElement>("[data-row]");
  if (!list || !row) return;
  field.blur();
  go(list, row);
}

function find(event: KeyboardEvent): void {
  event.preventDefault();
  const box = one<HTMLInputElement>("[data-search-box]");
  if (box && box.offsetParent !== null) box.select();
  else location.href = "/search/";
}

export function keys(): void {
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-list-keys]")) listKeys();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") return find(event);
    if (event.key === "Escape" && isTyping(event.target)) return leave(event.target as HTMLElement);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return undefined;
    if (event.key === "/") return find(event);
    if (event.key === "?") return listKeys();
    const list = one("[data-keys]");
    const key = event.key.toLowerCase();
    if (list && (key === "j" || key === "k")) move(list, key === "j" ? 1 : -1);
    else if (key === "enter") {
      if ((event.target as Element).closest("a, button, summary") || !list) return undefined;
      const row = present(list) ?? list;
      if (!press(list, key)) (one<HTMLElement>("[data-open]", row) ?? one<HTMLElement>("a[href]", row))?.click();
    }
    else if (key.length !== 1 || !press(list, key)) return undefined;
    event.preventDefault();
    return undefined;
  });
}
