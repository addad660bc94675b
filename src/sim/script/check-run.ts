import { defaultSettings } from '../../dynamo/settings.ts';
import type { Body, BodyLine } from './body.ts';
import { checkSettings } from './check-settings.ts';
import type { ErrorList, ScriptError } from './error.ts';
import { errorOf, lineStart } from './error.ts';
import type { Head } from './head.ts';
import { splitChange } from './settings-table.ts';

/**
 * Do the settings fit each other and the cluster, at the start and after each `set`? Adds what is
 * wrong to the errors, and returns what is worth knowing.
 */
export function checkRun(head: Head, body: Body, errors: ErrorList): ScriptError[] {
  const notices: ScriptError[] = [];
  const members = new Set(head.cluster.map((spec) => spec.node));
  let settings = { ...defaultSettings, ...splitChange(head.change).settings };

  const atStart = checkSettings(settings, members.size);
  const placeOf = (key: string) =>
    head.settingPlaces.get(key) ?? head.settingPlaces.get('n') ?? { ...lineStart, line: 1 };
  for (const { key, message } of atStart.errors) {
    const { line, ...place } = placeOf(key);
    errors.add(line, { ...place, message });
  }
  for (const { key, message } of atStart.notices) {
    const { line, ...place } = head.settingPlaces.get(key) ?? head.clusterPlace ?? placeOf(key);
    notices.push(errorOf(line, { ...place, message }));
  }

  for (const line of body.lines) {
    const { command } = line;
    if (command.type === 'join') members.add(command.node);
    if (command.type === 'remove') members.delete(command.node);
    if (command.type !== 'set') continue;
    settings = { ...settings, ...splitChange(command.change).settings };
    const found = checkSettings(settings, members.size);
    for (const finding of found.errors) {
      const place = settingPlace(line, finding.key);
      if (place) errors.add(line.line, { ...place, message: finding.message });
    }
    for (const finding of found.notices) {
      const place = line.settingPlaces.get(finding.key);
      if (place) notices.push(errorOf(line.line, { ...place, message: finding.message }));
    }
  }
  return notices;
}

/** Where a `set` brings a finding about; null: it was there before. */
export function settingPlace({ settingPlaces }: Pick<BodyLine, 'settingPlaces'>, key: string) {
  return settingPlaces.get(key) ?? settingPlaces.get('n') ?? null;
}
