// What scripts add to the pages; every page works without them.
import { bulk } from "./bulk";
import { combos } from "./combo";
import { copies } from "./copy";
import { documents } from "./document";
import { all, one } from "./dom";
import { addresses, drafts, focusErrors, growing, guardForms, settleDrafts } from "./forms";
import { keys, refocus } from "./keys";
import { messages } from "./messages";
import { startHtmx } from "./net";
import { openings } from "./opening";
import { panes } from "./panes";
import { passkeys } from "./passkeys";
import { sheets } from "./sheets";

function dress(root: ParentNode = document): void {
  for (const part of [combos, drafts, growing, addresses, copies, bulk, panes, documents, messages, focusErrors]) part(root);
  openings(root, dress);
}

document.documentElement.classList.add("js");
startHtmx(() => {
  dress();
  refocus();
});
settleDrafts();
guardForms();
sheets();
keys();
passkeys();
dress();
// On the phone the bar at the top already says the title.
const heading = one(".ph > h1");
if (heading && heading.textContent?.trim() === one(".top-title")?.textContent?.trim()) heading.parentElement?.classList.add("bar-h");
for (const link of all(".nav-x a.on, .tabs a.on, .seg a.on")) link.scrollIntoView({ block: "nearest", inline: "nearest" });
