import type { CSSProperties } from 'react';

import { textWidth } from '../../scenes/text-width.ts';

interface LineProps {
  readonly text: string;
  readonly className: string | undefined;
}

/** A text that tells the style sheet how long it is, in em, so that it can be set to fit. */
export function Line({ text, className }: LineProps) {
  const length = { '--em': textWidth(text, 1) } as CSSProperties;
  return (
    <p className={className} style={length}>
      {text}
    </p>
  );
}
