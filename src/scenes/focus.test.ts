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

  it('in a crowd one request after the other, each from its beginning to its end', () => {
    const crowd = (...answered: readonly number[]) =>
      Array.from({ length: 9 }, (_, at) =>
        requestView({
          request: `r${at + 1}`,
          key: 'cart',
          issuedAt: 10 * at,
          answeredAt: answered[at] ?? null,
        }),
      );
    const followed = (requests: ReturnType<typeof crowd>): string | undefined =>
      focusOf(viewOf({ nodes, keys, requests }), null).request?.request;
    expect(followed(crowd())).toBe('r1');
    expect(followed(crowd(25))).toBe('r4');
    // r3 was answered meanwhile, and nobody looks away from r4 for that.
    expect(followed(crowd(25, 95, 35))).toBe('r4');
    expect(followed(crowd(25, 95, 35, 80))).toBe('r9');
    expect(followed(crowd(95))).toBe('r1');
    // No longer a crowd.
    expect(followed(crowd(95, 95, 95, 95, 95))).toBe('r9');
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
