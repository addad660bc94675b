/** What a file about a run is called: `A cart survives a crash` as `a-cart-survives-a-crash.lab`. */
export function fileName(title: string | null, ending: string): string {
  const words = (title ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
  return `${words || 'run'}.${ending}`;
}
