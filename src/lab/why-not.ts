import type { Address, NodeId } from '../dynamo/names.ts';
import type { Command } from '../sim/script/command.ts';
import type { NodeView, View } from '../trace/view.ts';

/** Why a command makes no sense at this moment, as one sentence; null when it does. */
export function whyNot(view: View, command: Command): string | null {
  switch (command.type) {
    case 'kill':
      return ofNode(view, command.node, ({ node, machine }) =>
        machine === 'down' ? `${node} is down already: restart it first.` : null,
      );
    case 'restart':
      return ofNode(view, command.node, ({ node, machine }) => {
        if (machine === 'paused') return `${node} is only paused: resume it instead.`;
        return machine === 'down' ? null : `${node} is up: there is nothing to restart.`;
      });
    case 'pause':
      return ofNode(view, command.node, ({ node, machine }) => {
        if (machine === 'down') return `${node} is down: a node that is down cannot pause.`;
        return machine === 'paused' ? `${node} is paused already.` : null;
      });
    case 'resume':
      return ofNode(view, command.node, ({ node, machine }) =>
        machine === 'paused' ? null : `${node} is not paused.`,
      );
    case 'join':
      return whyNotJoin(view, command.node) ?? whyNotTaken(view, command);
    case 'remove':
      return whyNotRemove(view, command.node) ?? whyNotTaken(view, command);
    case 'sync':
    case 'gossip':
      return whyNotTalk(view, command);
    case 'heal':
      return whyNotHeal(view, command.between);
    case 'cut':
      return isCut(view, command.from, command.to)
        ? `${command.from} > ${command.to} is cut already.`
        : null;
    case 'link':
      return command.shape === null ? whyNotNormal(view, command.between) : null;
    case 'drop':
    case 'duplicate':
    case 'delay':
    case 'deliver':
      return view.inFlight.has(command.message) ? null : `${command.message} is not in flight.`;
    case 'wipe':
    case 'skew':
      return ofNode(view, command.node, () => null);
    case 'handoff':
      return ofNode(view, command.node, (holder) =>
        holder.hintsHeld === 0 && holder.machine === 'up'
          ? `${holder.node} holds no hint that could be handed over.`
          : mustRun(holder),
      );
    default:
      return null;
  }
}

function whyNotHeal(view: View, between: readonly [Address, Address] | null): string | null {
  if (view.cutLinks.size === 0) return 'Nothing is cut: every node can reach every other.';
  if (between === null) return null;
  const [a, b] = between;
  return isCut(view, a, b) || isCut(view, b, a) ? null : `Nothing is cut between ${a} and ${b}.`;
}

function isCut({ cutLinks }: View, from: Address, to: Address): boolean {
  return cutLinks.has(`${from}>${to}`);
}

function whyNotNormal(view: View, between: readonly [Address, Address] | null): string | null {
  const shaped = shapedLinks(view);
  if (between === null) return shaped.size === 0 ? 'Every link is normal.' : null;
  const [from, to] = between;
  return shaped.has(`${from} > ${to}`) ? null : `${from} > ${to} is normal.`;
}

/** Links that were given a shape of their own, as `A > B`; `*` when all were given one. */
export function shapedLinks({ log }: View): ReadonlySet<string> {
  const shaped = new Set<string>();
  for (const { line } of log) {
    const [, link, shape] = /^link (\*|\S+ > \S+) (.+)$/.exec(line) ?? [];
    if (link === undefined) continue;
    if (shape !== 'normal') shaped.add(link);
    else if (link === '*') shaped.clear();
    else shaped.delete(link);
  }
  return shaped;
}

function mustRun({ node, machine }: NodeView): string | null {
  return machine === 'up' ? null : `${node} is ${machine}: it can do nothing now.`;
}

/** Only an administrator brings a node back that was removed. (§4.8.1) */
function whyNotJoin(view: View, node: NodeId): string | null {
  const known = view.nodes.get(node);
  if (known?.standing === 'member') return `${node} is a member already.`;
  return known?.standing === 'joining' ? `${node} is joining already.` : null;
}

function whyNotRemove(view: View, node: NodeId): string | null {
  return ofNode(view, node, ({ standing }) => {
    if (standing === 'removed') return `${node} is removed already.`;
    if (standing === 'leaving') return `${node} is leaving already.`;
    const isOther = (other: NodeView): boolean =>
      other.node !== node && other.standing === 'member';
    return [...view.nodes.values()].some(isOther) ? null : `Without ${node} there is no ring.`;
  });
}

/** A change of the membership is taken by a node that is up: the one named, or any other. */
function whyNotTaken(view: View, { node, via }: Extract<Command, { type: 'join' | 'remove' }>) {
  if (via === node) return null;
  if (via !== null) return ofNode(view, via, mustRun);
  const isTaker = ({ node: other, status }: NodeView): boolean => other !== node && status === 'up';
  return [...view.nodes.values()].some(isTaker) ? null : 'No other node is up to take the change.';
}

function whyNotTalk(view: View, command: Extract<Command, { type: 'sync' | 'gossip' }>) {
  const [from, to] = command.nodes;
  if (from === to) return `${from} cannot ${command.type} with itself.`;
  return ofNode(view, from, mustRun) ?? ofNode(view, to, () => null);
}

function ofNode(
  view: View,
  node: NodeId,
  reason: (node: NodeView) => string | null,
): string | null {
  const known = view.nodes.get(node);
  if (known) return reason(known);
  return `There is no node ${node}: the cluster is ${[...view.nodes.keys()].slice(0, 12).join(' ')}.`;
}
