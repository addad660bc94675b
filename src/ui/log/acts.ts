import type { Lab } from '../../lab/lab.ts';
import { nextValue } from '../../lab/next-value.ts';
import { whyNot } from '../../lab/why-not.ts';
import type { Command } from '../../sim/script/command.ts';
import { printCommand } from '../../sim/script/print-command.ts';
import { printWord } from '../../sim/script/text.ts';
import type { View } from '../../trace/view.ts';
import { subjectsOf, type Subjects } from './subjects.ts';

/** Carries commands out as if they had been typed; a refusal is told. */
export function issue(lab: Lab, ...commands: readonly Command[]): void {
  void issueOrTell(lab, commands);
}

async function issueOrTell(lab: Lab, commands: readonly Command[]): Promise<void> {
  const submission = await lab.door.issue(commands);
  if (!submission.ok) lab.notices.tell('refusal', submission.sentence, { about: 'press' });
}

/** A line to be completed: what to put is up to the person. */
export function offerPut(lab: Lab): void {
  const { key, client } = subjectsNow(lab);
  const value = nextValue(lab.timeline.state.view);
  lab.prompt.offer(`put ${printWord(key)} ${value}${asClient(client)}`, value);
}

export function offerCart(lab: Lab): void {
  const { key, client } = subjectsNow(lab);
  const item = nextValue(lab.timeline.state.view);
  lab.prompt.offer(`cart add ${printWord(key)} ${item}${asClient(client)}`, item);
}

/** Another node: an administrator's act, with the next letter that is free. (§4.8.1) */
export function offerJoin(lab: Lab): void {
  const name = freeNode(lab.timeline.state.view);
  lab.prompt.offer(`join ${name}`, name);
}

export function freeNode({ nodes }: View): string {
  for (let at = 0; ; at += 1) {
    const name = at < 26 ? String.fromCodePoint(0x41 + at) : `N${at - 25}`;
    if (!nodes.has(name)) return name;
  }
}

export function offerMark(lab: Lab): void {
  const name = `mark-${lab.timeline.state.view.marks.length + 1}`;
  lab.prompt.offer(`mark ${name}`, name);
}

export function getNow(lab: Lab): void {
  const { key, client } = subjectsNow(lab);
  issue(lab, { type: 'get', key, client: client ?? 'client', via: null });
}

export function deleteNow(lab: Lab): void {
  const { key, client } = subjectsNow(lab);
  issue(lab, { type: 'delete', key, client: client ?? 'client', via: null });
}

/** Kills what is up, restarts what is down: the key K. */
export function killOrRestart(lab: Lab): void {
  const { node } = subjectsNow(lab);
  if (node !== null) issue(lab, lifeCommand(lab.timeline.state.view, node));
}

export function lifeCommand(view: View, node: string): Command {
  return { type: view.nodes.get(node)?.machine === 'down' ? 'restart' : 'kill', node };
}

export function pauseCommand(view: View, node: string): Command {
  const isPaused = view.nodes.get(node)?.machine === 'paused';
  return isPaused ? { type: 'resume', node } : { type: 'pause', node, forUs: null };
}

export const heal: Command = { type: 'heal', between: null };

/** Why a button cannot act, and else the line of script that it stands for. */
export function explain(view: View, command: Command): { reason: string | null; line: string } {
  return { reason: whyNot(view, command), line: printCommand(command) };
}

function subjectsNow(lab: Lab): Subjects {
  return subjectsOf(lab.timeline.state.view, lab.selecting.store.getState());
}

function asClient(client: string | null): string {
  return client === null || client === 'client' ? '' : ` as ${client}`;
}
