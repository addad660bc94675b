/** What a file about a run is called: `A cart survives a crash` as `a-cart-survives-a-crash.lab`. */
export function fileName(title: string | null, ending: string): string {
  const words = (title ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
  return `${words || 'run'}.${ending}`;
}

/** How long the browser may take to fetch what it saves. */
const fetchMs = 60_000;

/** Hands a file to the browser, which puts it among the downloads or asks where to. */
export function save(content: BlobPart | Blob, name: string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), fetchMs);
}
