/**
 * Puts a text into the clipboard. false: it is not there, as the browser wants a click first
 * (Safari), or gives this page no clipboard at all (one that came over plain http).
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
