import { createElement, memo, type ReactNode } from 'react';

import { type Mark, targetKey } from '../../scenes/mark.ts';
import { number, svgShape } from '../../scenes/paint/shape.ts';
import type { Theme } from '../../scenes/theme.ts';
import styles from './Stage.module.css';

interface MarkElementProps {
  readonly mark: Mark;
  readonly theme: Theme;
  readonly scale: number;
  readonly opacity?: number;
}

/**
 * One mark as SVG, through the same resolution as the painters of files. A mark with a target can
 * be clicked; with a label too, it can be reached with the keyboard. A mark that is the same object
 * as before is not looked at again.
 */
export const MarkElement = memo(function MarkElement(props: MarkElementProps): ReactNode {
  const { mark, theme, scale, opacity = 1 } = props;
  const role = accessProps(mark);
  if (mark.type === 'group') {
    const place =
      mark.x === 0 && mark.y === 0
        ? null
        : { transform: `translate(${number(mark.x)} ${number(mark.y)})` };
    return (
      <g {...place} {...role}>
        {mark.marks.map((inside) => (
          <MarkElement
            key={inside.key}
            mark={inside}
            theme={theme}
            scale={scale}
            opacity={opacity * (mark.opacity ?? 1)}
          />
        ))}
      </g>
    );
  }
  const shape = svgShape(mark, theme, scale, opacity);
  const attributes: Record<string, string | number> = { ...role };
  for (const [name, value] of Object.entries(shape.attributes)) {
    attributes[camelCase(name)] = value;
  }
  return createElement(shape.tag, attributes, shape.text ?? undefined);
});

function accessProps(mark: Mark): Record<string, string | number> {
  if (mark.target === undefined) return {};
  const target = { 'data-target': targetKey(mark.target) };
  if (mark.label === undefined) return { ...target, className: styles['pointable'] ?? '' };
  return {
    ...target,
    className: styles['focusable'] ?? '',
    role: 'button',
    tabIndex: 0,
    'aria-label': mark.label,
  };
}

/** Of the few attributes that there are, each is made once. */
const camelCased = new Map<string, string>();

function camelCase(name: string): string {
  let camel = camelCased.get(name);
  if (camel === undefined) {
    camel = name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    camelCased.set(name, camel);
  }
  return camel;
}
