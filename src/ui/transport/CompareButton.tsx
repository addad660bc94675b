import { Columns2 } from 'lucide-react';
import { useEffect, useRef } from 'react';

import { compare, leaveComparison } from '../../lab/comparing.ts';
import { useIsComparing, useLab } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';

const buttonId = 'compare';

/** Two branches side by side, and back to one. */
export function CompareButton() {
  const lab = useLab();
  const isComparing = useIsComparing();
  const wasComparing = useRef(isComparing);
  useEffect(() => {
    const isLeft = wasComparing.current && !isComparing;
    wasComparing.current = isComparing;
    // What had the focus went with the comparison.
    if (isLeft && document.activeElement === document.body) {
      document.getElementById(buttonId)?.focus();
    }
  }, [isComparing]);
  return (
    <Button
      id={buttonId}
      icon={Columns2}
      label={isComparing ? 'Leave the comparison' : 'Compare two branches'}
      keyHint="C"
      look="plain"
      isPressed={isComparing}
      onPress={() => (isComparing ? leaveComparison(lab) : void compare(lab))}
    />
  );
}
