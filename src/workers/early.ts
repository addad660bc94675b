declare global {
  interface Window {
    /** The conductor's worker, when the built page has started it before its own script. */
    earlyConductor?: { readonly worker: Worker; failure: string | null } | undefined;
  }
}

/**
 * The conductor's worker that the page itself has started, so that it comes up while the page's
 * script is still being loaded (.ci/classic.mjs). null: there is none, or it did not come up.
 */
export function takeEarlyWorker(): Worker | null {
  const early = window.earlyConductor;
  window.earlyConductor = undefined;
  return early?.failure === null ? early.worker : null;
}
