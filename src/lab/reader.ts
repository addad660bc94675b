/*
 * What reads scripts, in one piece: nobody types before the first picture, so it is loaded when
 * it is needed, or when there is time.
 */
export { complete } from '../sim/script/complete.ts';
export { parseCommand } from '../sim/script/parse-command.ts';
export { parseScript } from '../sim/script/parse.ts';
export { printCommand } from '../sim/script/print-command.ts';
export { printRun } from '../sim/script/print.ts';
export { settingNamed } from '../sim/script/settings-table.ts';
