/*
 * A whole run against a public simulator of discrete events: the same number of puts to five nodes,
 * each a message to a coordinator, one to two replicas, their acknowledgements, and the answer.
 * There a message is passed on and nothing else is done; here every node is a full Dynamo node, and
 * everything that happens is recorded. What one message costs, as a ratio of one run. Run with
 * `npm run bench -- sim/against`.
 */
import { randomStream } from '../base/random.ts';
import { runToEnd } from './in-process.ts';
import { readRun } from './swarm/random-script.ts';
import { nodeNames } from './testing/load-script.ts';

interface Entity {
  send(letter: Letter, delayMs: number, to: Entity): void;
  setTimer(delayMs: number): { done(then: () => void): unknown };
}

type EntityClass<Made extends Entity> = new (...given: never[]) => Made;

interface Simulator {
  addEntity<Made extends Entity>(made: EntityClass<Made>, name: string): Made;
  simulate(untilMs: number): unknown;
}

/** What is used of the package. */
interface Simjs {
  readonly Sim: new () => Simulator;
  readonly Entity: EntityClass<Entity>;
}

interface Letter {
  readonly type: 'put' | 'store' | 'acknowledge' | 'response';
  readonly put: number;
}

Object.assign(globalThis, { window: globalThis });
await import('simjs');
const { Sim: simjs } = globalThis as unknown as { readonly Sim: Simjs };

const puts = 4_000;
const everyMs = 2.5;
const latency = randomStream(1, 'latency');
const delayMs = (): number => 5 + 10 * latency.fraction();

let delivered = 0;

/** A coordinator or a replica that only passes messages on. */
class BareNode extends simjs.Entity {
  others: readonly BareNode[] = [];
  readonly open = new Map<number, { readonly client: Entity; left: number }>();

  start(): void {
    this.open.clear();
  }

  onMessage(from: Entity, { type, put }: Letter): void {
    delivered += 1;
    if (type === 'put') {
      this.open.set(put, { client: from, left: 2 });
      for (const other of this.others.slice(0, 2)) {
        this.send({ type: 'store', put }, delayMs(), other);
      }
    } else if (type === 'store') {
      this.send({ type: 'acknowledge', put }, delayMs(), from);
    } else {
      this.acknowledge(put);
    }
  }

  private acknowledge(put: number): void {
    const request = this.open.get(put);
    if (!request) return;
    request.left -= 1;
    if (request.left === 1) this.send({ type: 'response', put }, delayMs(), request.client);
    else this.open.delete(put);
  }
}

class BareClient extends simjs.Entity {
  start(): void {
    delivered = 0;
  }

  begin(nodes: readonly BareNode[]): void {
    for (let put = 0; put < puts; put += 1) {
      const to = nodes[put % nodes.length];
      const send = (): void => {
        if (to) this.send({ type: 'put', put }, delayMs(), to);
      };
      this.setTimer(put * everyMs).done(send);
    }
  }

  onMessage(): void {
    delivered += 1;
  }
}

interface Cost {
  readonly messages: number;
  readonly ms: number;
}

function theirs(): Cost {
  const start = performance.now();
  const simulator = new simjs.Sim();
  const nodes = nodeNames(5).map((name) => simulator.addEntity(BareNode, name));
  nodes.forEach((node, at) => {
    node.others = [...nodes.slice(at + 1), ...nodes.slice(0, at)];
  });
  simulator.addEntity(BareClient, 'client').begin(nodes);
  simulator.simulate(puts * everyMs + 1_000);
  return { messages: delivered, ms: performance.now() - start };
}

function ours(): Cost & { readonly events: number } {
  const seconds = (puts * everyMs) / 1_000;
  const run = readRun(
    [
      'lab 1',
      `cluster ${nodeNames(5).join(' ')}`,
      'set coordinator=first anti-entropy=off',
      `load ${1_000 / everyMs}/s for ${seconds}s keys=100000 zipf=0 reads=0% clients=20`,
      `until ${seconds + 1}s`,
      '',
    ].join('\n'),
  );
  const start = performance.now();
  const { events } = runToEnd(run);
  const ms = performance.now() - start;
  const messages = events.filter(({ type }) => type === 'message-delivered').length;
  return { messages, ms, events: events.length };
}

ours();
theirs();
const [lab, bare] = [ours(), theirs()];
const perMessage = ({ messages, ms }: Cost): number => (ms * 1_000) / messages;
console.table([
  {
    work: 'a whole run, a message',
    lab: `${perMessage(lab).toFixed(2)} µs`,
    'lab, events/s': Math.round((lab.events / lab.ms) * 1_000),
    package: 'simjs, bare messages',
    'its time': `${perMessage(bare).toFixed(2)} µs`,
    'its messages/s': Math.round((bare.messages / bare.ms) * 1_000),
    ratio: (perMessage(bare) / perMessage(lab)).toFixed(2),
  },
]);
