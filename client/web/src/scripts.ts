/**
 * The one door for addresses of code. The page may turn no string into a script but through this policy, which lets
 * through what lies beside the page itself and nothing else; the server's headers forbid a second one.
 */

interface Policy {
  createScriptURL(address: string): string;
}

interface Policies {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): Policy;
}

let policy: Policy | undefined;

/** Return `address` as `Worker` and `register` take it. Throws a TypeError when it does not lie beside the page. */
export function scriptUrl(address: string): string {
  policy ??= made();
  return policy.createScriptURL(address);
}

/** Browsers without Trusted Types get the same rule, kept by this module alone. */
function made(): Policy {
  const rules = { createScriptURL: beside };
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  return policies === undefined ? rules : policies.createPolicy("twoway", rules);
}

function beside(address: string): string {
  const page = new URL("./", document.baseURI);
  const script = new URL(address, page);
  if (script.origin !== page.origin || !script.pathname.startsWith(page.pathname)) {
    throw new TypeError("a script of somewhere else");
  }
  return script.href;
}
