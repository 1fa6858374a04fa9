// The plan page: a sentence and its row light up together, each scrolls the other into view, and a rule ties them.
import { all, each, one } from "./dom";

const SPACE = "http://www.w3.org/2000/svg";

function scroller(element: Element): HTMLElement | null {
  return element.closest<HTMLElement>(".doc, .ob");
}

/** Scrolls inside the pane only, so that the page itself stays where it is. */
function reveal(element: Element): void {
  const pane = scroller(element);
  if (!pane || pane.scrollHeight <= pane.clientHeight) return;
  const box = element.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  if (box.top < frame.top + 40) pane.scrollTop -= frame.top + 60 - box.top;
  else if (box.bottom > frame.bottom - 16) pane.scrollTop += Math.min(box.bottom - frame.bottom + 60, box.top - frame.top - 60);
}

/** Brings the open row to a quarter of its pane, or higher if it would not fit otherwise. */
function place(element: Element, top: number): void {
  const pane = scroller(element);
  if (!pane || pane.scrollHeight <= pane.clientHeight) return;
  const box = element.getBoundingClientRect();
  const room = pane.clientHeight - box.height - 8;
  const head = one(".gh", pane)?.clientHeight ?? 0;
  pane.scrollTop += box.top - pane.getBoundingClientRect().top - Math.max(Math.min(top, room), head + 8);
}

class Panes {
  private readonly path: SVGPathElement;
  private lit = "";

  constructor(private readonly root: HTMLElement) {
    const drawing = document.createElementNS(SPACE, "svg");
    drawing.setAttribute("class", "tie");
    drawing.setAttribute("aria-hidden", "true");
    this.path = document.createElementNS(SPACE, "path");
    drawing.append(this.path);
    root.append(drawing);
    const start = one("[data-row].on[data-ob], .doc [data-ob].on", root)?.dataset.ob;
    if (start) {
      this.open(start);
      // the browser itself goes to the address's #row when all is loaded
      window.addEventListener("load", () => window.requestAnimationFrame(() => this.open(start)), { once: true });
    }
    this.listen();
  }

  private open(id: string): void {
    for (const element of [this.find(".doc", id), this.rowOf(id)]) {
      const pane = element && scroller(element);
      if (element && pane) place(element, pane.clientHeight / 4);
    }
    this.light(id, null);
  }

  private listen(): void {
    const on = (event: Event): void => {
      const element = (event.target as Element).closest<HTMLElement>("[data-ob]");
      if (element?.dataset.ob && element.dataset.ob !== this.lit) this.light(element.dataset.ob, element);
    };
    this.root.addEventListener("mouseover", on);
    this.root.addEventListener("focusin", on);
    this.root.addEventListener("click", (event) => {
      const sentence = (event.target as Element).closest<HTMLElement>(".doc [data-ob]");
      if (sentence) one<HTMLElement>("[data-open], a[href]", this.rowOf(sentence.dataset.ob ?? "") ?? sentence)?.focus({ preventScroll: true });
    });
    const redraw = (): void => { window.requestAnimationFrame(() => this.draw()); };
    for (const pane of all(".doc, .ob", this.root)) pane.addEventListener("scroll", redraw, { passive: true });
    this.root.addEventListener("toggle", redraw, true);
    window.addEventListener("resize", redraw);
    document.addEventListener("htmx:after:swap", () => {
      const open = one(".selcard[data-ob]", this.root)?.dataset.ob;
      if (open) this.open(open);
      else redraw();
    });
  }

  private find(where: string, id: string): HTMLElement | null {
    return all(`${where} [data-ob]`, this.root).find((element) => element.dataset.ob === id) ?? null;
  }

  private rowOf(id: string): HTMLElement | null {
    return this.find(".ob", id);
  }

  private light(id: string, from: Element | null): void {
    this.lit = id;
    for (const element of all("[data-ob].on", this.root)) element.classList.remove("on");
    const pair = [this.find(".doc", id), this.rowOf(id)];
    for (const element of pair) {
      element?.classList.add("on");
      if (element && element !== from && !(from && scroller(from) === scroller(element))) reveal(element);
    }
    this.draw();
  }

  private draw(): void {
    const [sentence, row] = [this.find(".doc", this.lit), this.rowOf(this.lit)];
    this.path.setAttribute("d", "");
    if (!sentence || !row || !this.isSeen(sentence) || !this.isSeen(row)) return;
    const base = this.root.getBoundingClientRect();
    const [a, b] = [sentence.getBoundingClientRect(), row.getBoundingClientRect()];
    const edge = one(".gut", this.root)?.getBoundingClientRect();
    if (!edge || edge.width === 0) return;
    const from = [a.right - base.left, a.top + Math.min(20, a.height / 2) - base.top];
    const to = [b.left - base.left, b.top + Math.min(20, b.height / 2) - base.top];
    const bend = edge.right - base.left - edge.width / 2;
    this.path.setAttribute("d", `M${from.join(" ")} H${bend} V${to[1]} H${to[0]}`);
  }

  private isSeen(element: Element): boolean {
    const frame = scroller(element)?.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    return !frame || (box.top + 10 < frame.bottom && box.top + 20 > frame.top);
  }
}

export function panes(root: ParentNode): void {
  each("[data-panes]", root, (element) => { new Panes(element); });
}
