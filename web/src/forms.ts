// Forms: sent once, nothing typed is lost, fields grow with their text.
import { all, each, icon, make, one, say } from "./dom";
import { toast } from "./messages";

const WAIT = 15000;

function release(form: HTMLFormElement): void {
  delete form.dataset.sent;
  for (const button of all<HTMLButtonElement>("button.busy", document)) {
    if (button.form !== form) continue;
    button.classList.remove("busy");
    button.disabled = false;
  }
}

/** A form that posts is sent once; the button shows that it is at work. */
export function guardForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const button = event.submitter as HTMLButtonElement | null;
    const way = button?.getAttribute("formmethod") ?? form.method;
    if (event.defaultPrevented || way.toLowerCase() !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    window.setTimeout(() => {
      if (!button) return;
      button.disabled = true;
      button.classList.add("busy");
    }, 0);
    window.setTimeout(() => release(form), form.hasAttribute("data-again") ? 3000 : WAIT);
  });
  const releaseAll = (): void => all<HTMLFormElement>("form[data-sent]").forEach(release);
  window.addEventListener("pageshow", releaseAll);
  document.addEventListener("htmx:finally:request", releaseAll);
  document.addEventListener("htmx:error", () => toast(say("failed"), "error"));
}

export function growing(root: ParentNode): void {
  each<HTMLTextAreaElement>("textarea", root, (area) => {
    const grow = (): void => {
      area.style.height = "auto";
      area.style.height = `${Math.min(area.scrollHeight + 2, window.innerHeight * 0.6)}px`;
    };
    area.addEventListener("input", grow);
    if (area.value) grow();
  });
}

/** An address of ours that is to be copied is shown whole, and chosen with one touch. */
export function addresses(root: ParentNode): void {
  each<HTMLInputElement>("[data-own-address]", root, (input) => {
    input.value = new URL(input.value, location.href).href;
    input.addEventListener("focus", () => input.select());
  });
}

/** The summary of errors is read first. */
export function focusErrors(root: ParentNode): void {
  each("[data-focus]", root, (element) => element.focus());
}

// ---- drafts: kept in this browser for this person, until the form has been accepted ----

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
interface Draft { at: number; values: Record<string, string> }
const DAYS = 14;
const PENDING = "draft-sent";

const prefix = (): string => `draft:${document.body.dataset.who ?? ""}:`;

function controls(form: HTMLFormElement): Control[] {
  return Array.from(form.elements).filter((element): element is Control =>
    (element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement)
    && element.name !== "" && !/^(password|file|hidden|submit|button)$/.test(element.type) && !element.hasAttribute("data-no-draft"));
}

const isTick = (control: Control): control is HTMLInputElement => control.type === "checkbox" || control.type === "radio";
const nameOf = (control: Control): string => (isTick(control) ? `${control.name}=${control.value}` : control.name);

function value(control: Control): string {
  if (isTick(control)) return control.checked ? "1" : "";
  if (control instanceof HTMLSelectElement) return Array.from(control.selectedOptions, (option) => option.value).join("\n");
  return control.value;
}

function first(control: Control): string {
  if (isTick(control)) return control.defaultChecked ? "1" : "";
  if (control instanceof HTMLSelectElement) {
    const chosen = Array.from(control.options).filter((option) => option.defaultSelected);
    return (chosen.length || control.multiple ? chosen : Array.from(control.options).slice(0, 1)).map((option) => option.value).join("\n");
  }
  return control.defaultValue;
}

function put(control: Control, words: string): void {
  if (isTick(control)) control.checked = words === "1";
  else if (control instanceof HTMLSelectElement) {
    const wanted = new Set(words.split("\n"));
    for (const option of control.options) option.selected = wanted.has(option.value);
  } else control.value = words;
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

function read(key: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? "null") as Draft | null;
    return draft && Date.now() - draft.at < DAYS * 86400000 ? draft : null;
  } catch {
    return null;
  }
}

function store(key: string, form: HTMLFormElement): void {
  const values: Record<string, string> = {};
  for (const control of controls(form)) if (value(control) !== first(control)) values[nameOf(control)] = value(control);
  try {
    if (Object.keys(values).length) localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
    else localStorage.removeItem(key);
  } catch { /* a full or forbidden store must not stop anyone from typing */ }
}

function restore(key: string, form: HTMLFormElement): void {
  const draft = read(key);
  if (!draft || one(".form-sum, .fld.bad", form)) return;
  const changed = controls(form).filter((control) => {
    const words = draft.values[nameOf(control)];
    return words !== undefined && words !== value(control);
  });
  if (!changed.length) return;
  const before = changed.map((control) => value(control));
  for (const control of changed) put(control, draft.values[nameOf(control)] ?? "");
  const forget = make("button", { type: "button", class: "btn-q" }, say("forget"));
  const note = make("div", { class: "msg info draft-note", role: "status" }, icon("history"), make("span", { class: "msg-words" }, say("restored")), forget);
  forget.addEventListener("click", () => {
    changed.forEach((control, n) => put(control, before[n] ?? ""));
    localStorage.removeItem(key);
    note.remove();
  });
  form.prepend(note);
}

/** A form that was sent and did not come back with errors has been accepted: its draft goes. */
function settle(): void {
  try {
    const sent = sessionStorage.getItem(PENDING);
    if (!sent || one(".wrong, .form-sum")) return;
    const still = all<HTMLFormElement>("form[data-draft]").some((form) => prefix() + (form.dataset.draft ?? "") === sent);
    sessionStorage.removeItem(PENDING);
    if (!still || one(".msg.success")) localStorage.removeItem(sent);
  } catch { /* no store */ }
}

export function settleDrafts(): void {
  settle();
  document.addEventListener("submit", (event) => {
    if (!(event.target as HTMLFormElement).action.endsWith("/accounts/logout/")) return;
    const mine = Object.keys(localStorage).filter((key) => key.startsWith("draft:"));
    mine.forEach((key) => localStorage.removeItem(key));
  });
}

export function drafts(root: ParentNode): void {
  each<HTMLFormElement>("form[data-draft]", root, (form) => {
    const key = prefix() + (form.dataset.draft ?? "");
    restore(key, form);
    let timer = 0;
    const later = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => store(key, form), 300);
    };
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    form.addEventListener("submit", () => {
      store(key, form);
      try { sessionStorage.setItem(PENDING, key); } catch { /* no store */ }
    });
  });
}
