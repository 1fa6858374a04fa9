import { each, one, say } from "./dom";
import { toast } from "./messages";

/** Buttons of passkeys are shown where the browser knows them; what goes wrong there is said in our words. */
export function passkeys(): void {
  if (!("PublicKeyCredential" in window)) return;
  each<HTMLElement>("[data-passkey]", document, (part) => { part.hidden = false; });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    if (one("#toasts")) toast(say("nokey"));
    else one("#messages")?.append(Object.assign(document.createElement("p"), { className: "msg warning", role: "alert", textContent: say("nokey") }));
  });
}
