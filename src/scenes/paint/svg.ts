import type { Mark, Scene } from '../mark.ts';
import type { Theme } from '../theme.ts';
import { number, svgShape } from './shape.ts';

/**
 * A scene as a file of SVG: both layers, on the theme's surface. Marks that can be selected keep
 * their label as a title. The same scene gives the same text, to the byte.
 */
export function paintSvg(scene: Scene, theme: Theme): string {
  const { width, height } = scene.size;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}" height="${number(height)}" viewBox="0 0 ${number(width)} ${number(height)}" role="img" aria-label="${escape(scene.sentence)}">`,
    `<rect width="100%" height="100%" fill="${theme.surface}"/>`,
    ...[...scene.still, ...scene.moving].flatMap((mark) => markLines(mark, theme, scene.scale, 1)),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function markLines(mark: Mark, theme: Theme, scale: number, opacity: number): readonly string[] {
  const title = mark.label === undefined ? '' : `<title>${escape(mark.label)}</title>`;
  if (mark.type === 'group') {
    const inside = mark.marks.flatMap((one) =>
      markLines(one, theme, scale, opacity * (mark.opacity ?? 1)),
    );
    if (inside.length === 0) return [];
    const place =
      mark.x === 0 && mark.y === 0
        ? ''
        : ` transform="translate(${number(mark.x)} ${number(mark.y)})"`;
    return [`<g${place}>${title}`, ...inside, '</g>'];
  }
  const shape = svgShape(mark, theme, scale, opacity);
  const attributes = Object.entries(shape.attributes)
    .map(([name, value]) => ` ${name}="${escape(value)}"`)
    .join('');
  const inside = `${title}${shape.text === null ? '' : escape(shape.text)}`;
  return [
    inside === ''
      ? `<${shape.tag}${attributes}/>`
      : `<${shape.tag}${attributes}>${inside}</${shape.tag}>`,
  ];
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
