import { memo, type ReactNode } from 'react';

import type { Table } from '../../scenes/mark.ts';
import styles from './Stage.module.css';

/**
 * The picture as a table, for those who hear it instead of seeing it. A table cannot hide itself:
 * what clips it leaves its caption to be seen (Firefox).
 */
export const SceneTable = memo(function SceneTable({
  table,
}: {
  readonly table: Table;
}): ReactNode {
  return (
    <div className={styles['hidden']}>
      <table>
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, at) =>
                at === 0 ? (
                  <th key={table.columns[at]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={table.columns[at]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});
