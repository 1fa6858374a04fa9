// Good news goes by itself after a while; what needs attention stays until it is closed.
import { all, each, icon, make, one, say } from "./dom";

const LINGER = 8000;

function closeButton(message: HTMLElement): HTMLButtonElement {
  const button = make("button", { type: "button", "aria-label": say("close") }, icon("x"));
  button.addEventListener("click", () => message.remove());
  return button;
}

function leaveLater(message: HTMLElement): void {
  let timer = 0;
  const start = (): void => { timer = window.setTimeout(() => message.remove(), LINGER); };
  const hold = (): void => window.clearTimeout(timer);
  for (const name of ["mouseenter", "focusin"]) message.addEventListener(name, hold);
  for (const name of ["mouseleave", "focusout"]) message.addEventListener(name, start);
  start();
}

export function messages(root: ParentNode): void {
  each(".messages-x .msg", root, (message) => {
    message.append(closeButton(message));
    if (!message.matches(".success, .info")) return;
    one("#toasts")?.append(message);
    leaveLater(message);
  });
}

/** Says something in passing, in the corner. */
export function toast(words: string, kind = "warning"): void {
  const message = make("div", { class: `msg ${kind}`, role: "status" }, icon("info-circle"), make("span", { class: "msg-words" }, words));
  message.append(closeButton(message));
  one("#toasts")?.append(message);
  leaveLater(message);
  const shown = all("#toasts .msg");
  if (shown.length > 4) shown[0]?.remove();
}
