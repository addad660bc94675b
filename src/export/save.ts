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
