import { unreachable } from '../../base/assert.ts';
import type { ClusterMessage } from '../message-form.ts';
import { counted } from './list-words.ts';

/** What nodes tell each other of members, ranges and trees, as the object of a sentence. */
export function clusterWords(body: ClusterMessage): string {
  switch (body.type) {
    case 'gossip':
      return 'gossip: a digest of the members it knows';
    case 'gossip-reply':
      return body.history === null
        ? 'the answer that it knows the same members'
        : 'its history of membership changes';
    case 'gossip-history':
      return 'its history of membership changes';
    case 'members-ask':
      return 'the question who the members are';
    case 'members-reply':
      return 'the members, as it knows them';
    case 'range-offer':
      return `the offer of ${counted(body.ranges.length, 'key range')}`;
    case 'range-accept':
      return body.accepted
        ? 'the confirmation of the offer'
        : 'the answer that the ranges are not its own yet';
    case 'range-transfer':
      return `${counted(body.entries.length, 'key')} of the ranges that move`;
    case 'range-received':
      return 'the acknowledgement of the transfer';
    case 'sync-roots':
      return `the roots of ${counted(body.roots.length, 'Merkle tree')}`;
    case 'sync-differing':
      if (body.roots.length === 0 && body.unknown.length > 0)
        return 'the answer that no root differs that it can speak for';
      return body.roots.length === 0
        ? 'the answer that all roots are equal'
        : `the ${counted(body.roots.length, 'root')} that differ`;
    case 'sync-ask':
      return 'the question what lies below';
    case 'sync-branches':
      return `${counted(body.left.length, 'hash')} of the level below`.replace('hashs', 'hashes');
    case 'sync-exchange':
      return `its versions of ${counted(body.entries.length, 'key')} where the trees differ`;
    case 'sync-entries':
      return body.entries.length === 0
        ? 'the answer that nothing is missing'
        : `what it lacks of ${counted(body.entries.length, 'key')}`;
    default:
      return unreachable(body);
  }
}
