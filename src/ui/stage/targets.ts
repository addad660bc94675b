import { type Mark, type Target, targetKey } from '../../scenes/mark.ts';

/** All targets in these marks, by their text, to find again what an element stands for. */
export function targetsIn(marks: readonly Mark[]): ReadonlyMap<string, Target> {
  const found = new Map<string, Target>();
  const open: (readonly Mark[])[] = [marks];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    for (const mark of here) {
      if (mark.target !== undefined) found.set(targetKey(mark.target), mark.target);
      if (mark.type === 'group') open.push(mark.marks);
    }
  }
  return found;
}

/** The target of the element that was hit, or of the nearest one around it. */
export function targetOf(
  element: EventTarget | null,
  targets: ReadonlyMap<string, Target>,
): Target | null {
  if (!(element instanceof Element)) return null;
  const name = element.closest('[data-target]')?.getAttribute('data-target');
  return name === null || name === undefined ? null : (targets.get(name) ?? null);
}
