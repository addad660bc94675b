import type { View } from '../../trace/view.ts';
import { clockText, valueText } from '../clock-text.ts';
import type { Focus } from '../focus.ts';
import { identify } from '../identity.ts';
import type { Table } from '../mark.ts';
import { remember } from '../remember.ts';
import { replicasOf, type ReplicaRow, roleText } from '../replicas/replicas.ts';

/** The ring as a table: a row for each machine, and what it holds of the key in focus. */
export function ringTable(view: View, focus: Focus): Table {
  const key = focus.key?.key ?? null;
  return tableOf(view.nodes, key, key === null ? noRows : replicasOf(view, key));
}

const noRows: readonly ReplicaRow[] = [];

const tableOf = remember(
  (nodes: View['nodes'], key: string | null, rows: readonly ReplicaRow[]): Table => {
    const identities = identify(nodes.keys());
    const columns = ['Node', 'Status', 'Suspects', 'Tokens'];
    const body = [...nodes.values()].map((node) => {
      const row = rows.find((one) => one.node === node.node);
      const held = [
        ...(row?.versions ?? []).map(
          ({ version, isStale }) =>
            `${valueText(version)} ${clockText(version, identities)}${isStale ? ' (replaced)' : ''}`,
        ),
        ...(row?.hints ?? []).map(
          ({ version, for: home }) =>
            `${valueText(version)} ${clockText(version, identities)}, hint for ${home}`,
        ),
      ];
      return [
        node.node,
        node.status,
        [...node.suspects.keys()].join(', '),
        String(node.tokens.length),
        ...(key === null ? [] : [row === undefined ? '' : roleText(row.role), held.join('; ')]),
      ];
    });
    return {
      caption: key === null ? 'The ring' : `The ring, and who holds ${key}`,
      columns: key === null ? columns : [...columns, `Role for ${key}`, 'Holds'],
      rows: body,
    };
  },
);
