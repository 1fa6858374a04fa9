// A row's next step opens beneath it; the link itself still leads to the whole page.
import { each, make, say } from "./dom";

function below(link: HTMLAnchorElement): HTMLElement {
  const row = link.closest<HTMLElement>(".it");
  const next = row?.nextElementSibling;
  if (next instanceof HTMLElement && next.classList.contains("it-in")) return next;
  const made = make("div", { class: "it-in" });
  made.hidden = true;
  row?.after(made);
  return made;
}

async function load(link: HTMLAnchorElement, place: HTMLElement, dress: (root: ParentNode) => void): Promise<void> {
  const back = encodeURIComponent(location.pathname + location.search);
  place.replaceChildren(make("p", { class: "muted", role: "status" }, say("busy")));
  try {
    const answer = await fetch(`${link.dataset.panel ?? ""}?next=${back}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...Array.from(parsed.body.childNodes));
    dress(place);
  } catch {
    // What cannot be had in place is still on its page, which also says why.
    location.assign(link.href);
  }
}

export function openings(root: ParentNode, dress: (root: ParentNode) => void): void {
  each<HTMLAnchorElement>("a[data-panel]", root, (link) => {
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", (event) => {
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const place = below(link);
      const open = place.hidden;
      place.hidden = !open;
      link.setAttribute("aria-expanded", String(open));
      link.closest(".it")?.classList.toggle("open", open);
      if (open && !place.childNodes.length) void load(link, place, dress);
    });
  });
}

