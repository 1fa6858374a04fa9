// Lists where several rows can be chosen: the bar says how many, and how many of them each action fits.
import { all, each, one, say } from "./dom";

function refresh(form: HTMLElement): void {
  const boxes = all<HTMLInputElement>("input[name=chosen]", form);
  const chosen = boxes.filter((box) => box.checked);
  for (const box of boxes) box.closest("tr, .it, .board-card, .sig")?.classList.toggle("sel", box.checked);
  const every = one<HTMLInputElement>("[data-all]", form);
  if (every) {
    every.checked = chosen.length > 0 && chosen.length === boxes.length;
    every.indeterminate = chosen.length > 0 && chosen.length < boxes.length;
  }
  refreshSender(form, chosen.length);
  for (const bar of all("[data-bulk-bar]", form)) {
    bar.classList.toggle("live", chosen.length > 0);
    const count = one("[data-bulk-count]", bar);
    if (count) count.textContent = say("chosen", { n: chosen.length });
    for (const button of all<HTMLButtonElement>("[data-fits]", bar)) {
      const fits = chosen.filter((box) => (box.dataset.fits ?? "").split(" ").includes(button.dataset.fits ?? "")).length;
      button.disabled = fits === 0;
      const number = one("[data-n]", button);
      if (number) number.textContent = String(fits);
    }
  }
}

/** A button elsewhere that sends the chosen ones: shut while there are none. */
function refreshSender(form: HTMLElement, chosen: number): void {
  for (const button of all<HTMLButtonElement>("[data-needs]").filter((one) => form.id !== "" && one.dataset.needs === form.id)) {
    button.disabled = chosen === 0;
    const number = one("[data-n]", button);
    if (number) number.textContent = say("pieces", { n: chosen });
  }
}

export function bulk(root: ParentNode): void {
  each("form[data-bulk]", root, (form) => {
    let last: HTMLInputElement | null = null;
    form.addEventListener("click", (event) => {
      const target = event.target as Element;
      if (target.closest("[data-bulk-clear]")) all<HTMLInputElement>("input[name=chosen]", form).forEach((box) => { box.checked = false; });
      const box = target.closest<HTMLInputElement>("input[name=chosen]");
      if (box && last && (event as MouseEvent).shiftKey) {
        const boxes = all<HTMLInputElement>("input[name=chosen]", form);
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b) as [number, number];
        boxes.slice(from, to + 1).forEach((between) => { between.checked = box.checked; });
      }
      if (box) last = box;
      if (!target.closest("[data-all]")) refresh(form);
    });
    form.addEventListener("change", (event) => {
      const every = (event.target as Element).closest<HTMLInputElement>("[data-all]");
      if (every) all<HTMLInputElement>("input[name=chosen]", form).forEach((box) => { box.checked = every.checked; });
      refresh(form);
    });
    refresh(form);
  });
  // a bar that came with a swap
  for (const form of all("form[data-bulk]", root)) refresh(form);
}
