// Text that is meant to be pasted elsewhere: without scripts a field to choose from, with them a button too.
import { each, one, say } from "./dom";

/** The clipboard of the browser is there on https only; in an office network without it the older way still works. */
async function copy(area: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    area.select();
    return document.execCommand("copy");
  }
}

export function copies(root: ParentNode): void {
  each("[data-paste]", root, (box) => {
    const area = one<HTMLTextAreaElement>("textarea", box);
    const button = one<HTMLButtonElement>("[data-copy]", box);
    const told = one("[data-copied]", box);
    if (!area || !button) return;
    button.hidden = false;
    area.addEventListener("focus", () => area.select());
    button.addEventListener("click", async () => {
      const done = await copy(area);
      if (told) told.textContent = say(done ? "copied" : "copyself");
    });
  });
}
