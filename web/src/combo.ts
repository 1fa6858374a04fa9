// A long select becomes a field to type in, with the matching choices under it; a select of several shows the chosen ones as
// chips. The select stays and is what is sent.
import { all, each, icon, make, say } from "./dom";

const MOST = 60;
let count = 0;

abstract class Combo {
  protected readonly input: HTMLInputElement;
  protected readonly list: HTMLUListElement;
  protected readonly box: HTMLElement;
  protected shown: HTMLOptionElement[] = [];
  protected at = -1;

  constructor(protected readonly select: HTMLSelectElement) {
    const id = `combo-${++count}`;
    const name = select.getAttribute("aria-label") ?? select.labels[0]?.textContent?.trim() ?? say("search");
    this.list = make("ul", { class: "combo-list", role: "listbox", id, hidden: "", "aria-label": name });
    if (select.multiple) this.list.setAttribute("aria-multiselectable", "true");
    this.input = make("input", {
      id: `${id}-input`, type: "text", role: "combobox", autocomplete: "off",
      "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list", placeholder: say("search"),
    });
    for (const kept of ["aria-describedby", "aria-label", "aria-invalid"]) {
      const value = select.getAttribute(kept);
      if (value) this.input.setAttribute(kept, value);
    }
    this.input.disabled = select.disabled;
    for (const label of Array.from(select.labels)) label.htmlFor = this.input.id;
    this.box = make("div", { class: select.multiple ? "combo many" : "combo" });
    select.replaceWith(this.box);
    this.box.append(select, this.list);
    select.classList.add("visually-hidden");
    select.tabIndex = -1;
    select.setAttribute("aria-hidden", "true");
    this.listen();
  }

  /** What the select says now, shown in the field. */
  protected abstract write(): void;
  protected abstract choose(at: number): void;

  private listen(): void {
    this.select.addEventListener("focus", () => this.input.focus());
    this.select.addEventListener("invalid", () => this.input.focus());
    this.select.addEventListener("change", () => this.write());
    this.input.addEventListener("input", () => this.open(this.input.value));
    this.input.addEventListener("click", () => { if (this.list.hidden) this.open(""); });
    this.input.addEventListener("blur", () => { this.close(); this.write(); });
    this.input.addEventListener("keydown", (event) => { if (!event.isComposing && this.press(event)) event.preventDefault(); });
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const row = (event.target as Element).closest<HTMLElement>("[data-n]");
      if (row) this.choose(Number(row.dataset.n));
    });
  }

  /** Whether the key meant something here. */
  protected press(event: KeyboardEvent): boolean {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const by = moves[event.key];
    if (by !== undefined) {
      if (this.list.hidden) this.open("");
      else this.mark(Math.min(Math.max(this.at + by, 0), this.shown.length - 1));
    } else if (event.key === "Enter" && !this.list.hidden) this.choose(this.at);
    else if (event.key === "Escape" && !this.list.hidden) {
      this.close();
      this.write();
      event.stopPropagation();
    } else return false;
    return true;
  }

  protected open(words: string): void {
    const wanted = words.trim().toLowerCase().split(/\s+/);
    const options = Array.from(this.select.options).filter((option) => !option.disabled);
    const fits = options.filter((option) => wanted.every((word) => `${option.text} ${option.dataset.also ?? ""}`.toLowerCase().includes(word)));
    this.shown = fits.slice(0, MOST);
    this.list.replaceChildren(...this.rows());
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    const chosen = words || this.select.multiple ? 0 : this.shown.indexOf(this.select.selectedOptions[0] as HTMLOptionElement);
    this.list.scrollIntoView({ block: "nearest" });
    this.mark(this.shown.length ? Math.max(chosen, 0) : -1);
  }

  private rows(): HTMLElement[] {
    if (!this.shown.length) return [make("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, say("none"))];
    const made: HTMLElement[] = [];
    let group = "";
    this.shown.forEach((option, n) => {
      const label = option.parentElement instanceof HTMLOptGroupElement ? option.parentElement.label : "";
      if (label && label !== group) made.push(make("li", { class: "head", role: "presentation" }, label));
      group = label;
      const chosen = String(option.selected);
      made.push(make("li", { role: "option", id: `${this.list.id}-${n}`, "data-n": String(n), "aria-selected": chosen }, option.text || "—"));
    });
    return made;
  }

  protected mark(at: number): void {
    this.at = at;
    for (const row of all("[data-n]", this.list)) row.classList.toggle("cur", row.dataset.n === String(at));
    const row = at < 0 ? null : document.getElementById(`${this.list.id}-${at}`);
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
    else this.input.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }

  protected tell(): void {
    this.select.dispatchEvent(new Event("input", { bubbles: true }));
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  protected close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

class One extends Combo {
  constructor(select: HTMLSelectElement) {
    super(select);
    this.input.className = `form-control${select.classList.contains("is-invalid") ? " is-invalid" : ""}`;
    this.box.insertBefore(this.input, this.list);
    this.input.addEventListener("focus", () => this.input.select());
    this.write();
  }

  protected choose(at: number): void {
    const option = this.shown[at];
    this.close();
    if (!option) return;
    this.select.value = option.value;
    this.tell();
  }

  protected write(): void {
    const option = this.select.selectedOptions[0];
    this.input.value = option && option.value !== "" ? option.text : "";
  }
}

class Many extends Combo {
  private readonly frame = make("div", { class: "form-control picked" });

  constructor(select: HTMLSelectElement) {
    super(select);
    this.frame.classList.toggle("is-invalid", select.classList.contains("is-invalid"));
    this.frame.append(this.input);
    this.box.insertBefore(this.frame, this.list);
    this.frame.addEventListener("mousedown", (event) => {
      if (event.target !== this.frame) return;
      event.preventDefault();
      this.input.focus();
      this.open(this.input.value);
    });
    this.frame.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("button[data-value]");
      const option = button && Array.from(this.select.options).find((one) => one.value === button.dataset.value);
      if (option) this.set(option, false);
      if (button) this.input.focus();
    });
    this.write();
  }

  protected override press(event: KeyboardEvent): boolean {
    const last = this.select.selectedOptions[this.select.selectedOptions.length - 1];
    if (event.key === "Backspace" && this.input.value === "" && last) this.set(last, false);
    else if (event.key === "Enter" && this.list.hidden) this.open(this.input.value);
    else return super.press(event);
    return true;
  }

  protected choose(at: number): void {
    const option = this.shown[at];
    if (!option) return;
    const typed = this.input.value !== "";
    this.input.value = "";
    this.set(option, !option.selected);
    if (!typed) return;
    this.open("");
    this.mark(this.shown.indexOf(option));
  }

  private set(option: HTMLOptionElement, on: boolean): void {
    option.selected = on;
    this.tell();
    this.shown.forEach((other, n) => document.getElementById(`${this.list.id}-${n}`)?.setAttribute("aria-selected", String(other.selected)));
  }

  protected write(): void {
    for (const chip of all(".pick-x", this.frame)) chip.remove();
    const chosen = Array.from(this.select.selectedOptions);
    for (const option of chosen) {
      const button = make("button", { type: "button", "data-value": option.value, "aria-label": say("remove", { name: option.text }) }, icon("x"));
      button.disabled = this.select.disabled;
      this.frame.insertBefore(make("span", { class: "pick-x" }, make("span", { class: "el" }, option.text), button), this.input);
    }
    this.input.placeholder = chosen.length ? "" : say("search");
    if (document.activeElement === this.input) this.frame.scrollTop = this.frame.scrollHeight;
    else this.input.value = "";
  }
}

export function combos(root: ParentNode): void {
  each<HTMLSelectElement>("select[data-search]", root, (select) => { void (select.multiple ? new Many(select) : new One(select)); });
}
