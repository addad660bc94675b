import { NodeHost } from '../sim/host.ts';
import type { BatchOnCable, Birth, ReplyOnCable } from './wire.ts';

/**
 * A node at its end of the cable: all it knows of the world. The same in a worker of its own and,
 * where a host refuses workers, in this thread.
 */
export function liveOnCable(birth: Birth, cable: MessagePort): void {
  const host =
    birth.type === 'configured'
      ? NodeHost.configured(birth.configuration)
      : NodeHost.resumed(birth.snapshot);
  cable.addEventListener('message', ({ data: { turn, batch } }: MessageEvent<BatchOnCable>) => {
    cable.postMessage(answer(turn, () => host.run(batch)));
  });
  cable.start();
}

function answer(turn: number, run: () => ReturnType<NodeHost['run']>): ReplyOnCable {
  try {
    return { turn, reply: run() };
  } catch (error) {
    return { turn, error: error instanceof Error ? error.message : String(error) };
  }
}
