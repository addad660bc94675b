import { defaultSettings, type Settings } from '../dynamo/settings.ts';
import { defaultWorldSettings, type SettingChange, type WorldSettings } from './script/command.ts';
import { splitChange } from './script/settings-table.ts';

/*
 * Mechanisms of the paper that a script can name and this lab does not have yet. Each is refused
 * when it comes up in a run, in words, never silently replaced.
 */

const later: { readonly [Name in keyof SettingChange]?: (value: SettingChange[Name]) => boolean } =
  {
    routing: (value) => value === 'client',
  };

/** The names of the settings in a change whose mechanism is not there yet. */
export function notAvailable(change: SettingChange): (keyof SettingChange)[] {
  return (Object.keys(later) as (keyof SettingChange)[]).filter(
    (name) =>
      change[name] !== undefined && (later[name] as (value: unknown) => boolean)(change[name]),
  );
}

/** The settings that a run really has: what is not available stays at its default. */
export function availableSettings(
  settings: Settings,
  world: WorldSettings,
): [Settings, WorldSettings] {
  const defaults: SettingChange = { ...defaultSettings, ...defaultWorldSettings };
  const missing = notAvailable({ ...settings, ...world });
  const instead = splitChange(Object.fromEntries(missing.map((name) => [name, defaults[name]])));
  return [
    { ...settings, ...instead.settings },
    { ...world, ...instead.world },
  ];
}
