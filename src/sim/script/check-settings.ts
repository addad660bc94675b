import type { Settings } from '../../dynamo/settings.ts';

/** Something that is wrong, or worth knowing, about settings that are each in their range. */
export interface SettingFinding {
  /** The setting it is about, as in a script. */
  readonly key: string;
  readonly message: string;
}

/**
 * Do the settings fit each other and the number of nodes? With `errors` no run may start or go on;
 * `notices` are for the person to know.
 */
export function checkSettings(
  settings: Settings,
  nodeCount: number,
): { errors: SettingFinding[]; notices: SettingFinding[] } {
  const { n, r, w, strategy, partitions } = settings;
  const errors: SettingFinding[] = [];
  const notices: SettingFinding[] = [];
  errors.push(...checkQuorum('r', r, n, 'a get', 'reply'));
  errors.push(...checkQuorum('w', w, n, 'a put', 'acknowledgement'));
  if (n > nodeCount) {
    const message = `n is ${n} but the cluster has ${count(nodeCount, 'node')}: every node keeps every key.`;
    notices.push({ key: 'n', message });
  }
  if (strategy === 3 && partitions < nodeCount) {
    const message = `partitions is ${partitions} but the cluster has ${count(nodeCount, 'node')}: under strategy 3 some nodes get none.`;
    notices.push({ key: 'partitions', message });
  }
  return { errors, notices };
}

function checkQuorum(
  key: string,
  quorum: number,
  n: number,
  request: string,
  answer: string,
): SettingFinding[] {
  if (quorum < 1) {
    return [
      { key, message: `${key} is ${quorum}, but ${request} must wait for at least 1 ${answer}.` },
    ];
  }
  if (quorum <= n) return [];
  const answers = answer === 'reply' ? 'replies' : `${answer}s`;
  const message = `${key} is ${quorum} but n is ${n}: ${request} cannot wait for more ${answers} than there are copies.`;
  return [{ key, message }];
}

function count(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`;
}
