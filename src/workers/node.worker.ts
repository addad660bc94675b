import { expose } from 'comlink';

import { liveOnCable } from './node-residence.ts';
import type { NodeControl } from './wire.ts';

const control: NodeControl = {
  boot: liveOnCable,
};

expose(control);
