import type { NodeId } from '../dynamo/names.ts';
import type { Crash } from '../sim/window.ts';
import type { Batch, Reply } from '../sim/host.ts';
import type { BatchOnCable, Birth, ReplyOnCable } from './wire.ts';

/** Somewhere for a node to live, at the far end of its cable. */
export interface Residence {
  /** Ends it at once; whatever it was doing is gone. */
  end(): void;
}

/** Brings a node to life at the far end of a cable. `onFailure`: it died of a fault of the lab. */
export type Launch = (
  node: NodeId,
  birth: Birth,
  cable: MessagePort,
  onFailure: (error: string) => void,
) => Residence;

/** A node that has not answered for this long is given up. */
const silenceLimitMs = 15_000;

/** One live node, as the network sees it: a cable, and the end of it. */
export class NodeProcess {
  private readonly cable: MessagePort;
  private readonly residence: Residence;
  private turn = 0;
  private pending: ((reply: Reply | Crash) => void) | null = null;
  private failure: string | null = null;
  private readonly onIdleFailure: (error: string) => void;

  constructor(node: NodeId, birth: Birth, launch: Launch, onIdleFailure: (error: string) => void) {
    const { port1, port2 } = new MessageChannel();
    this.onIdleFailure = onIdleFailure;
    this.cable = port1;
    this.cable.addEventListener('message', ({ data }: MessageEvent<ReplyOnCable>) => {
      this.receive(data);
    });
    this.cable.start();
    this.residence = launch(node, birth, port2, (error) => this.fail(error));
  }

  /** Takes the node through one window. A node that fails answers with its error. */
  async run(batch: Batch): Promise<Reply | Crash> {
    if (this.failure !== null) return { error: this.failure };
    this.turn += 1;
    const { turn } = this;
    const watch = setTimeout(() => this.fail('it does not answer any more'), silenceLimitMs);
    const reply = await new Promise<Reply | Crash>((resolve) => {
      this.pending = resolve;
      this.cable.postMessage({ turn, batch } satisfies BatchOnCable);
    });
    clearTimeout(watch);
    return reply;
  }

  /** Terminates it. Whatever still arrives on its cable is ignored. */
  end(): void {
    this.failure ??= 'it was terminated';
    this.cable.close();
    this.residence.end();
  }

  private receive(message: ReplyOnCable): void {
    if (this.failure !== null || message.turn !== this.turn) return;
    this.settle('reply' in message ? message.reply : { error: message.error });
  }

  private fail(error: string): void {
    if (this.failure !== null) return;
    this.failure = error;
    if (this.pending) this.settle({ error });
    else this.onIdleFailure(error);
  }

  private settle(reply: Reply | Crash): void {
    const resolve = this.pending;
    this.pending = null;
    resolve?.(reply);
  }
}
