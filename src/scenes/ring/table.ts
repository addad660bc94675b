import type { NodeView, View } from '../../trace/view.ts';
import { clockText, valueText } from '../clock-text.ts';
import type { Focus } from '../focus.ts';
import { identify } from '../identity.ts';
import type { Table } from '../mark.ts';
import { remember } from '../remember.ts';
import { ringRanges, type RingRange, sharesOf } from './ranges.ts';
import { replicasOf, type ReplicaRow, roleText } from '../replicas/replicas.ts';

/** The ring as a table: a row for each machine, and what it holds of the key in focus. */
export function ringTable(view: View, focus: Focus): Table {
  const key = focus.key?.key ?? null;
  return tableOf(view.nodes, ringRanges(view), key, key === null ? noRows : replicasOf(view, key));
}

const noRows: readonly ReplicaRow[] = [];

const tableOf = remember(
  (
    nodes: View['nodes'],
    ranges: readonly RingRange[],
    key: string | null,
    rows: readonly ReplicaRow[],
  ): Table => {
    const shares = sharesOf(ranges);
    const identities = identify(nodes.keys());
    const columns = ['Node', 'Status', 'Suspects', 'Tokens', 'Owns', 'Keeps'];
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
        nameOf(node),
        node.status,
        [...node.suspects.keys()].join(', '),
        String(node.tokens.length),
        percent(shares.get(node.node)?.owns ?? 0),
        percent(shares.get(node.node)?.keeps ?? 0),
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

/** Of the ring: what it owns, and what it keeps as a home node. */
function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function nameOf({ node, dataCentre, capacity }: NodeView): string {
  const where = dataCentre === null ? '' : ` in ${dataCentre}`;
  return `${node}${where}${capacity === 1 ? '' : `, capacity ${capacity}`}`;
}
