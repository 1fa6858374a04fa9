// A long select becomes a field to type in, with the matching choices under it. The select stays and is what is sent.
import { all, each, make, say } from "./dom";

const MOST = 60;
let count = 0;

class Combo {
  private readonly input: HTMLInputElement;
  private readonly list: HTMLUListElement;
  private shown: HTMLOptionElement[] = [];
  private at = -1;

  constructor(private readonly select: HTMLSelectElement) {
    const id = `combo-${++count}`;
    this.list = make("ul", { class: "combo-list", role: "listbox", id, hidden: "", "aria-label": say("search") });
    this.input = make("input", {
      class: `form-control${select.classList.contains("is-invalid") ? " is-invalid" : ""}`, id: `${id}-input`, type: "text", role: "combobox", autocomplete: "off",
      "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list", placeholder: say("search"),
    });
    const described = select.getAttribute("aria-describedby");
    if (described) this.input.setAttribute("aria-describedby", described);
    const name = select.getAttribute("aria-label");
    if (name) this.input.setAttribute("aria-label", name);
    this.input.disabled = select.disabled;
    for (const label of Array.from(select.labels)) label.htmlFor = this.input.id;
    const box = make("div", { class: "combo" });
    select.replaceWith(box);
    box.append(select, this.input, this.list);
    select.classList.add("visually-hidden");
    select.tabIndex = -1;
    select.setAttribute("aria-hidden", "true");
    this.write();
    this.listen();
  }

  private listen(): void {
    this.select.addEventListener("focus", () => this.input.focus());
    this.select.addEventListener("invalid", () => this.input.focus());
    this.select.addEventListener("change", () => this.write());
    this.input.addEventListener("input", () => this.open(this.input.value));
    this.input.addEventListener("click", () => { if (this.list.hidden) this.open(""); });
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("blur", () => { this.close(); this.write(); });
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const row = (event.target as Element).closest<HTMLElement>("[data-n]");
      if (row) this.choose(Number(row.dataset.n));
    });
  }

  private press(event: KeyboardEvent): void {
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
    } else return;
    event.preventDefault();
  }

  private open(words: string): void {
    const wanted = words.trim().toLowerCase().split(/\s+/);
    const options = Array.from(this.select.options).filter((option) => !option.disabled);
    const fits = options.filter((option) => wanted.every((word) => `${option.text} ${option.dataset.also ?? ""}`.toLowerCase().includes(word)));
    this.shown = fits.slice(0, MOST);
    this.list.replaceChildren(...this.rows());
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    const chosen = words ? 0 : this.shown.indexOf(this.select.selectedOptions[0] as HTMLOptionElement);
    this.mark(this.shown.length ? Math.max(chosen, 0) : -1);
  }

  private rows(): HTMLElement[] {
    if (!this.shown.length) return [make("li", { class: "none", role: "option", "aria-disabled": "true" }, say("none"))];
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

  private mark(at: number): void {
    this.at = at;
    for (const row of all("[data-n]", this.list)) row.classList.toggle("cur", row.dataset.n === String(at));
    const row = at < 0 ? null : document.getElementById(`${this.list.id}-${at}`);
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
    else this.input.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }

  private choose(at: number): void {
    const option = this.shown[at];
    this.close();
    if (!option) return;
    this.select.value = option.value;
    this.select.dispatchEvent(new Event("input", { bubbles: true }));
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private write(): void {
    const option = this.select.selectedOptions[0];
    this.input.value = option && option.value !== "" ? option.text : "";
  }
}

export function combos(root: ParentNode): void {
  each<HTMLSelectElement>("select[data-search]", root, (select) => { if (!select.multiple) new Combo(select); });
}
