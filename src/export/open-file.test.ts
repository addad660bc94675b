import { beforeEach, expect, test } from 'vitest';

import { createLab, type Lab } from '../lab/lab.ts';
import { noMemory } from '../lab/preferences.ts';
import { FakeEngine, put, runOf } from '../lab/testing/fake-engine.ts';
import { traceFile } from '../lab/trace-file.ts';
import { openFile } from './open-file.ts';

let lab: Lab;

beforeEach(async () => {
  lab = createLab(new FakeEngine(), runOf([{ at: 0, command: put('milk') }]), noMemory);
  await lab.timeline.start();
  await lab.travel.seek(100_000);
});

function file(content: string | Uint8Array<ArrayBuffer>): File {
  return new File([content], 'some.file');
}

const told = (): string[] => lab.notices.store.getState().map(({ text }) => text);

test('A script opens as a run of its own, and plays', async () => {
  await openFile(lab, file('# mine\nlab 1\ntitle Two nodes\ncluster A B\n'));
  expect(lab.timeline.state.branch).toMatchObject({ name: 'Two nodes', isRecorded: false });
  expect(lab.playback.state.isPlaying).toBe(true);
  expect(told()).toEqual([expect.stringContaining('every node keeps every key')]);
});

test('A trace opens as it was recorded', async () => {
  const { events } = lab.timeline.state.branch;
  await openFile(lab, file(traceFile(lab.timeline.state.branch)));
  expect(lab.timeline.state.branch).toMatchObject({ isRecorded: true, events });
});

test.each([
  ['an empty file', '', 'some.file: It is empty.'],
  ['a faulty script', 'lab 1\ncluster A\nkil A\n', /^some\.file: Line 3, column 1: .*kil/],
  ['a text of another sort', 'Dear all,\n', /^some\.file: Line 1, column 1: .*lab 1/],
  ['a faulty trace', '{"format":"dynamo-lab/trace@9"}', /^some\.file: Line 1: this is .*trace@9/],
  ['a picture without a run', '<svg></svg>', /^some\.file: This picture carries no run/],
  ['a page of the web', '<!doctype html><p>Not found', /^some\.file: It is no script, no trace/],
  ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x00), /^some\.file: It is no script/],
])('%s is refused in one sentence, and what was on screen stays', async (_, content, sentence) => {
  const { branch } = lab.timeline.state;
  await openFile(lab, file(content));
  expect(told()).toEqual([
    typeof sentence === 'string' ? sentence : (expect.stringMatching(sentence) as string),
  ]);
  expect(lab.timeline.state.branch).toBe(branch);
});
