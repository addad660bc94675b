import type { Lab } from '../../lab/lab.ts';
import { whyNotAct } from '../../lab/branch.ts';
import { whyNot } from '../../lab/why-not.ts';
import type { Command } from '../../sim/script/command.ts';
import { printCommand } from '../../sim/script/print-command.ts';
import { issue } from '../log/acts.ts';
import type { MenuItem } from '../widgets/menu-item.ts';

/** An item that is some lines of script; why it makes no sense now is the reason of all of them. */
export function commandItem(lab: Lab, name: string, ...commands: readonly Command[]): MenuItem {
  const { branch, view } = lab.timeline.state;
  const reasons = commands.map((command) => whyNot(view, command));
  const able = commands.filter((_, index) => reasons[index] === null);
  const reason = whyNotAct(branch) ?? (able.length === 0 ? (reasons[0] ?? null) : null);
  const line = (reason === null ? able : commands).map(printCommand).join(' · ');
  return { id: line, name, line, reason, onChoose: () => issue(lab, ...able) };
}

/** An item that puts a line there to be completed; `changeable` is marked in it. */
export function offerItem(lab: Lab, name: string, line: string, changeable: string): MenuItem {
  const reason = whyNotAct(lab.timeline.state.branch);
  return { id: line, name, line, reason, onChoose: () => lab.prompt.offer(line, changeable) };
}
