import { describe, expect, it } from 'vitest';

import { focusOf } from './focus.ts';
import { keyView, nodeView, requestView, viewOf } from './testing/views.ts';

const nodes = [nodeView('A', ['8'.repeat(32)])];
const keys = ['cart', 'list'].map((key) => keyView(key, nodes, {}));

function viewWith(...requests: readonly (readonly [key: string, isAnswered: boolean])[]) {
  return viewOf({
    nodes,
    keys,
    requests: requests.map(([key, isAnswered], at) =>
      requestView({ request: `r${at + 1}`, key, issuedBy: at, answeredAt: isAnswered ? 1 : null }),
    ),
  });
}

describe('with nothing selected one looks at', () => {
  it('the latest request and its key', () => {
    const focus = focusOf(viewWith(['cart', true], ['list', false]), null);
    expect([focus.request?.request, focus.key?.key, focus.isKeyChosen]).toEqual([
      'r2',
      'list',
      false,
    ]);
  });

  it('in a crowd the request that waits longest, until it is answered', () => {
    const open = Array.from({ length: 6 }, () => ['cart', false] as const);
    expect(focusOf(viewWith(['cart', true], ...open), null).request?.request).toBe('r2');
    expect(focusOf(viewWith(['cart', true], ['cart', true], ...open), null).request?.request).toBe(
      'r3',
    );
  });

  it('nothing while nothing has happened', () => {
    const { key, request } = focusOf(viewWith(), null);
    expect([key, request]).toEqual([null, null]);
  });
});

describe('what is selected decides', () => {
  const view = viewWith(['cart', true], ['list', true]);

  it('a key brings its own latest request', () => {
    const focus = focusOf(view, { type: 'key', key: 'cart' });
    expect([focus.key?.key, focus.request?.request, focus.isKeyChosen]).toEqual([
      'cart',
      'r1',
      true,
    ]);
  });

  it('a request brings its key', () => {
    const focus = focusOf(view, { type: 'request', request: 'r1' });
    expect([focus.key?.key, focus.request?.request]).toEqual(['cart', 'r1']);
  });

  it('a node leaves the eye where it was', () => {
    const focus = focusOf(view, { type: 'node', node: 'A' });
    expect([focus.key?.key, focus.request?.request]).toEqual(['list', 'r2']);
  });
});
