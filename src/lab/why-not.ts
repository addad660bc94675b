import type { NodeId } from '../dynamo/names.ts';
import type { Command } from '../sim/script/command.ts';
import type { NodeView, View } from '../trace/view.ts';

/** Why a command makes no sense at this moment, as one sentence; null when it does. */
export function whyNot(view: View, command: Command): string | null {
  switch (command.type) {
    case 'kill':
      return ofNode(view, command.node, ({ node, status }) =>
        status === 'down' ? `${node} is down already: restart it first.` : null,
      );
    case 'restart':
      return ofNode(view, command.node, ({ node, status }) => {
        if (status === 'paused') return `${node} is only paused: resume it instead.`;
        return status === 'down' ? null : `${node} is up: there is nothing to restart.`;
      });
    case 'pause':
      return ofNode(view, command.node, ({ node, status }) => {
        if (status === 'down') return `${node} is down: a node that is down cannot pause.`;
        return status === 'paused' ? `${node} is paused already.` : null;
      });
    case 'resume':
      return ofNode(view, command.node, ({ node, status }) =>
        status === 'paused' ? null : `${node} is not paused.`,
      );
    case 'heal':
      return view.cutLinks.size === 0 ? 'Nothing is cut: every node can reach every other.' : null;
    case 'drop':
    case 'duplicate':
    case 'delay':
    case 'deliver':
      return view.inFlight.has(command.message) ? null : `${command.message} is not in flight.`;
    case 'wipe':
    case 'skew':
    case 'handoff':
      return ofNode(view, command.node, () => null);
    default:
      return null;
  }
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
