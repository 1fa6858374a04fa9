// What scripts add to the pages; every page works without them.
import { bulk } from "./bulk";
import { combos } from "./combo";
import { drafts, focusErrors, growing, guardForms, settleDrafts } from "./forms";
import { keys } from "./keys";
import { messages } from "./messages";
import { startHtmx } from "./net";
import { panes } from "./panes";
import { sheets } from "./sheets";

function dress(): void {
  for (const part of [combos, drafts, growing, bulk, panes, messages, focusErrors]) part(document);
}

document.documentElement.classList.add("js");
startHtmx(dress);
settleDrafts();
guardForms();
sheets();
keys();
dress();
