import type { Arguments } from './arguments.ts';
import type { SettingChange } from './command.ts';
import type { Token } from './lexer.ts';
import { didYouMean } from './nearest.ts';
import { settingNamed, settingsTable } from './settings-table.ts';
import { cite, listed } from './text.ts';

/** `n=3 r=2`: at least one setting. With `live`, only such as may change while the run goes on. */
export function readSettings(words: Arguments, live: boolean): SettingChange {
  let change: SettingChange = {};
  const places = new Map<string, Token>();
  words.settingPlaces = places;
  do {
    const token = words.word('KEY=VALUE', { type: 'setting' });
    const [key, value] = words.splitAssignment(token, 'n=3');
    if (words.line.fault) return change;
    change = { ...change, ...readSetting(words, key, value, live) };
    places.set(key.text, key);
  } while (words.offers({ type: 'setting' }));
  return change;
}

function readSetting(words: Arguments, key: Token, value: Token, live: boolean): SettingChange {
  const row = settingNamed(key.text);
  if (!row) {
    const keys = settingsTable.map((each) => each.key);
    const start = `There is no setting ${cite(key.text)}`;
    const otherwise = `; the settings are ${listed(keys, 'and')}.`;
    words.line.fail(key, () => start + didYouMean(key.text, keys, otherwise));
    return {};
  }
  if (live && !row.isLive) {
    const message = `${row.key} cannot change while the run goes on; set it before the first command.`;
    words.line.fail(key, message);
  } else if (words.settingPlaces.has(row.key)) {
    words.line.fail(key, `${row.key} is set twice on this line; expected it once.`);
  }
  const change = row.parse(value.text);
  if (!change) words.line.fail(value, `${row.key} takes ${row.range}, not ${cite(value.text)}.`);
  return change ?? {};
}
