import { expect, test } from 'vitest';

import { createNotices } from './notices.ts';

const told = ({ store }: ReturnType<typeof createNotices>): string[] =>
  store.getState().map(({ text }) => text);

test('What is told later of the same takes the place of what was told before', () => {
  const notices = createNotices();
  notices.tell('note', 'This is branch 2.', { about: 'branch' });
  notices.tell('refusal', 'Nothing is cut.');
  notices.tell('note', 'This is branch 3.', { about: 'branch' });
  expect(told(notices)).toEqual(['Nothing is cut.', 'This is branch 3.']);
});

test('What is about nothing else stays beside it, and the same words are not told twice', () => {
  const notices = createNotices();
  notices.tell('note', 'n is 9, and there are 6 nodes.');
  notices.tell('note', 'w is 9.');
  notices.tell('note', 'n is 9, and there are 6 nodes.');
  expect(told(notices)).toEqual(['w is 9.', 'n is 9, and there are 6 nodes.']);
});

test('The oldest go when there are more than can be read', () => {
  const notices = createNotices();
  for (let at = 1; at <= 6; at += 1) notices.tell('note', `note ${at}`);
  expect(told(notices)).toEqual(['note 3', 'note 4', 'note 5', 'note 6']);
});
