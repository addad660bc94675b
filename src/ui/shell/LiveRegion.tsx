import { useEffect, useState } from 'react';

import { useLab } from '../lab-context.tsx';
import { announce } from './announcer.ts';

/** For those who don't see it. The same words told again are other words. */
export function LiveRegion() {
  const lab = useLab();
  const [told, setTold] = useState({ words: '', count: 0 });
  useEffect(
    () => announce(lab, (words) => setTold(({ count }) => ({ words, count: count + 1 }))),
    [lab],
  );
  return (
    <output className="unseen">
      <span key={told.count}>{told.words}</span>
    </output>
  );
}
