import type { NodeId } from '../../dynamo/names.ts';
import type { RequestView } from '../../trace/view.ts';
import { lapse, reasonWords } from '../sentence/words.ts';

/** One of the n places of a quorum: who fills it, or is asked to. */
export interface QuorumPlace {
  readonly node: NodeId;
  readonly standsInFor: NodeId | null;
  readonly hasAnswered: boolean;
}

/**
 * The quorum that a request forms: those that answered, in order, then those still asked. A home
 * node that somebody stands in for has lost its place. (§4.5, §4.6)
 */
export function quorumOf(request: RequestView): readonly QuorumPlace[] {
  const answered = request.replies.map(({ by, standsInFor }) => ({
    node: by,
    standsInFor,
    hasAnswered: true,
  }));
  const isDone = (node: NodeId): boolean => answered.some((place) => place.node === node);
  const isReplaced = (node: NodeId): boolean =>
    [...request.chosen, ...answered].some((one) => one.standsInFor === node);
  const waiting = request.chosen
    .filter(({ node, standsInFor }) => !isDone(node) && (standsInFor !== null || !isReplaced(node)))
    .map((one) => ({ ...one, hasAnswered: false }));
  return [...answered, ...waiting];
}

/** Answers in time to count, against R or W. */
export function answersCounted(request: RequestView): number {
  return request.replies.filter((reply) => !reply.late).length;
}

export function requestTitle(request: RequestView): string {
  return request.op === 'put'
    ? `put ${request.key} = ${request.value ?? ''}`
    : `${request.op} ${request.key}`;
}

/** `1 of W = 2, N = 3`, and what came of it. */
export function quorumText(request: RequestView, n: number): string {
  const name = request.op === 'get' ? 'R' : 'W';
  const rule = `${name} = ${request.needed}, N = ${n}`;
  if (request.outcome === 'failed') return `${answersCounted(request)} of ${rule}: failed`;
  if (request.completedAt === null) return `${answersCounted(request)} of ${rule}`;
  return `${rule}: met in ${lapse(request.completedAt - request.issuedAt)}`;
}

export function describeRequest(request: RequestView, n: number): string {
  const by = quorumOf(request)
    .filter((place) => place.hasAnswered)
    .map(({ node, standsInFor }) => (standsInFor === null ? node : `${node} for ${standsInFor}`));
  const failed = request.outcome === 'failed' ? `, ${reasonWords(request.reason)}` : '';
  const answered = by.length === 0 ? 'nobody has answered' : `answered by ${by.join(', ')}`;
  return `${request.client}: ${requestTitle(request)}, ${quorumText(request, n)}${failed}, ${answered}`;
}
