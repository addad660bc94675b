import { Columns2 } from 'lucide-react';

import { compare, leaveComparison } from '../../lab/comparing.ts';
import { useIsComparing, useLab } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';

/** Two branches side by side, and back to one. */
export function CompareButton() {
  const lab = useLab();
  const isComparing = useIsComparing();
  return (
    <Button
      icon={Columns2}
      label={isComparing ? 'Leave the comparison' : 'Compare two branches'}
      keyHint="C"
      look="plain"
      isPressed={isComparing}
      onPress={() => (isComparing ? leaveComparison(lab) : void compare(lab))}
    />
  );
}
