import { unreachable } from '../../base/assert.ts';
import type { ClusterMessage } from '../message-form.ts';
import { counted } from './list-words.ts';

/** What nodes tell each other of members, ranges and trees, as the object of a sentence. */
export function clusterWords(body: ClusterMessage): string {
  switch (body.type) {
    case 'gossip':
      return 'gossip: a digest of the membership history';
    case 'gossip-reply':
      return body.history === null
        ? 'the answer that both histories are the same'
        : 'the history of membership changes';
    case 'gossip-history':
      return 'the history of membership changes';
    case 'members-ask':
      return 'the question who the members are';
    case 'members-reply':
      return 'the list of the members';
    case 'range-offer':
      return `the offer of ${counted(body.ranges.length, 'key range')}`;
    case 'range-accept':
      return body.accepted ? 'the confirmation of the offer' : 'the refusal of the offer, for now';
    case 'range-transfer':
      return `${counted(body.entries.length, 'key')} of the ranges that move`;
    case 'range-received':
      return 'the acknowledgement of the transfer';
    case 'sync-roots':
      return `the roots of ${counted(body.roots.length, 'Merkle tree')}`;
    case 'sync-differing':
      if (body.roots.length === 0 && body.unknown.length > 0)
        return 'the answer that no root that it knows differs';
      return body.roots.length === 0
        ? 'the answer that all roots are equal'
        : `the ${counted(body.roots.length, 'root')} that differ`;
    case 'sync-ask':
      return 'the question what lies below';
    case 'sync-branches':
      return `${counted(body.left.length, 'hash')} of the level below`;
    case 'sync-exchange':
      return `versions of ${counted(body.entries.length, 'key')} where the trees differ`;
    case 'sync-entries':
      return body.entries.length === 0
        ? 'the answer that nothing is missing'
        : `what was missing of ${counted(body.entries.length, 'key')}`;
    default:
      return unreachable(body);
  }
}
