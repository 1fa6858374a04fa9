import { each, one, say } from "./dom";
import { toast } from "./messages";

type Wire = (options: { ids: Record<string, string> }) => void;
declare global {
  interface Window { allauth?: { webauthn?: { forms: Record<string, Wire> } } }
}

/** What a form does with a passkey: the name of allauth's wiring, and what that calls the button. */
const WIRES: Record<string, [string, string]> = {
  login: ["loginForm", "login"], step: ["authenticateForm", "authenticate"], add: ["addForm", "add"],
};

/** Forms that use a passkey are shown where the browser knows it; what goes wrong there is said in our words. */
export function passkeys(): void {
  const forms = window.allauth?.webauthn?.forms;
  if (!forms || !("PublicKeyCredential" in window)) return;
  each<HTMLFormElement>("form[data-passkey]", document, (form) => {
    const [name, button] = WIRES[form.dataset.passkey ?? ""] ?? [];
    const credential = one<HTMLInputElement>("[name=credential]", form), pressed = one("[data-press]", form);
    if (!name || !button || !credential || !pressed) return;
    const ids: Record<string, string> = { [button]: pressed.id, credential: credential.id };
    if (one("#js_data")) ids.data = "js_data";
    const alone = one("[name=passwordless]", form);
    if (alone) ids.passwordless = alone.id;
    forms[name]?.({ ids });
    form.hidden = false;
  });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const words = say("nokey");
    if (one("#toasts")) return toast(words);
    one("#messages")?.replaceChildren(Object.assign(document.createElement("p"), { className: "msg warning", role: "alert", textContent: words }));
  });
}
