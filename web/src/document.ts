// The text of a plan: links that jump to a place in it, and passages that people mark to make an obligation of them.
// Places are counted in characters from the start of the document, as the server counts them.
import { all, each, icon, make, one, say } from "./dom";

const blocks = (doc: Element): HTMLElement[] => all("[data-at]", doc);
const inside = (block: Element): Element => one(":scope > span", block) ?? block;

function jump(doc: HTMLElement, place: number): void {
  const block = blocks(doc).filter((element) => Number(element.dataset.at) <= place).pop();
  if (!block) return;
  doc.scrollTop += block.getBoundingClientRect().top - doc.getBoundingClientRect().top - 60;
  for (const other of all(".here", doc)) other.classList.remove("here");
  block.classList.add("here");
}

function offset(node: Node, at: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element?.closest<HTMLElement>("[data-at]");
  if (!block) return null;
  const before = document.createRange();
  before.selectNodeContents(inside(block));
  if (before.comparePoint(node, at) < 0) return Number(block.dataset.at);
  before.setEnd(node, at);
  return Number(block.dataset.at) + Array.from(before.toString()).length;
}

function marked(doc: Element): [number, number] | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!doc.contains(range.startContainer) || !doc.contains(range.endContainer)) return null;
  const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
  return start !== null && end !== null && end > start ? [start, end] : null;
}

/** A button beside the marked words; the letter A presses it. */
function offerToAdd(doc: HTMLElement, form: HTMLFormElement): void {
  const button = make("button", { type: "button", class: "btn btn-s add-x", hidden: "", "data-key": "a", "data-says": say("add") }, icon("plus"), say("add"), make("kbd", {}, "A"));
  doc.closest(".pane")?.append(button);
  const follow = (): void => {
    button.hidden = marked(doc) === null;
    const box = button.hidden ? null : document.getSelection()?.getRangeAt(0).getBoundingClientRect();
    const frame = doc.getBoundingClientRect();
    if (!box) return;
    button.style.left = `${Math.min(Math.max(box.left, frame.left + 8), frame.right - button.offsetWidth - 16)}px`;
    button.style.top = `${Math.min(Math.max(box.bottom + 6, frame.top + 8), frame.bottom - button.offsetHeight - 8)}px`;
  };
  document.addEventListener("selectionchange", follow);
  doc.addEventListener("scroll", follow, { passive: true });
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const place = marked(doc);
    if (!place) return;
    (form.elements.namedItem("start") as HTMLInputElement).value = String(place[0]);
    (form.elements.namedItem("end") as HTMLInputElement).value = String(place[1]);
    form.requestSubmit();
  });
}

export function documents(root: ParentNode): void {
  each("[data-doc]", root, (doc) => {
    const form = one<HTMLFormElement>("#add-ob");
    if (form) offerToAdd(doc, form);
  });
  each("[data-goto]", root, (link) => link.addEventListener("click", (event) => {
    const doc = one("[data-doc]");
    if (!doc) return;
    event.preventDefault();
    jump(doc, Number(link.dataset.goto));
  }));
}
