// Sheets open through their #id, so they work without scripts; scripts move the focus in, keep it there, and give it back.
// Drop-downs are <details>: one open at a time, closed by Escape or a click elsewhere.
import { all, one } from "./dom";

const NOWHERE = "#_";
const REACH = "a[href], button:not([disabled]), input:not([disabled]):not([type=hidden]), select:not([disabled]), textarea:not([disabled]), [tabindex='0']";
let opener: HTMLElement | null = null;

const open = (): HTMLElement | null => {
  const name = decodeURIComponent(location.hash.slice(1));
  const target = name ? document.getElementById(name) : null;
  return target && target.matches(".sheet, .side") && getComputedStyle(target).position === "fixed" ? target : null;
};

function changed(): void {
  const sheet = open();
  document.documentElement.classList.toggle("locked", sheet !== null);
  if (sheet) {
    const start = one<HTMLElement>("[autofocus], .sheet-body input:not([type=hidden]), .sheet-body select, .sheet-body textarea", sheet) ?? sheet;
    if (sheet.matches(".side")) one<HTMLElement>(".nav-x a", sheet)?.focus();
    else start.focus();
  } else if (opener) {
    opener.focus();
    opener = null;
  }
}

function trap(event: KeyboardEvent, sheet: HTMLElement): void {
  const stops = all<HTMLElement>(REACH, sheet).filter((element) => element.offsetParent !== null);
  const last = stops[stops.length - 1];
  const from = document.activeElement;
  if (event.shiftKey && (from === stops[0] || from === sheet)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && from === last) {
    event.preventDefault();
    stops[0]?.focus();
  }
}

export function sheets(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href^='#']");
    const name = link?.getAttribute("href")?.slice(1) ?? "";
    if (name && document.getElementById(name)?.matches(".sheet, .side")) opener = link;
    for (const menu of all<HTMLDetailsElement>("details.menu[open]")) if (!menu.contains(event.target as Node)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const sheet = open();
    const menu = one<HTMLDetailsElement>("details.menu[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      one("summary", menu)?.focus();
    } else if (event.key === "Escape" && sheet) location.hash = NOWHERE;
    else if (event.key === "Tab" && sheet) trap(event, sheet);
  });
  window.addEventListener("hashchange", changed);
  changed();
}

export const openSheet = (id: string): void => { location.hash = id; };
