// htmx: no evaluated code (the policy of the pages forbids it), and Django's token on every request that changes something.
import htmx from "htmx.org";
import { one } from "./dom";

class Refuse {
  constructor() {
    throw new Error("Code in attributes is not allowed");
  }
}

interface Internals {
  initSecurity(policy: undefined, sync: typeof Refuse, async: typeof Refuse): void;
}

export function startHtmx(afterSwap: () => void): void {
  htmx.registerExtension("no-eval", { init: (inside: unknown) => (inside as Internals).initSecurity(undefined, Refuse, Refuse) });
  document.addEventListener("htmx:config:request", (event) => {
    const request = (event as CustomEvent<{ ctx: { request: { headers: Record<string, string> } } }>).detail.ctx.request;
    const token = one<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value;
    if (token) request.headers["X-CSRFToken"] = token;
  });
  document.addEventListener("htmx:after:swap", afterSwap);
}
