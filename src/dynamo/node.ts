import { unreachable } from '../base/assert.ts';
import {
  beginSync,
  goOnExchanging,
  onAntiEntropyTimer,
  onSyncAsk,
  onSyncBranches,
  onSyncDiffering,
  onSyncEntries,
  onSyncExchange,
  onSyncRoots,
  onSyncTimeout,
  scheduleAntiEntropy,
} from './anti-entropy/sync.ts';
import { reap } from './anti-entropy/tombstones.ts';
import { nextSlice, noteForeground } from './background/admission.ts';
import { onAnswer, onDeadline, onReplicaTimeout } from './coordination/coordinator.ts';
import {
  onClientRequest,
  onForward,
  onForwardTimeout,
  onSignOfLife,
} from './coordination/forward.ts';
import { readLocally } from './coordination/get.ts';
import type { Administration, Effect, Input, Moment, Timer } from './effect.ts';
import {
  handOff,
  onHandoff,
  onHandoffAck,
  onHandoffTimeout,
  sendHints,
} from './handoff/handoff.ts';
import { scheduleHandoff } from './handoff/schedule.ts';
import {
  changeMembership,
  gossipWith,
  onGossip,
  onGossipReply,
  onGossipTimer,
  scheduleGossip,
} from './membership/gossip.ts';
import { historyOf } from './membership/history.ts';
import { changeRing, learn } from './membership/learn.ts';
import {
  goOnSending,
  onRangeAccept,
  onRangeOffer,
  onRangeReceived,
  onRangeTransfer,
  onTransferTimeout,
  onTransferTimer,
  reviseRanges,
  scheduleTransfers,
} from './membership/transfer.ts';
import { isAwaited } from './membership/on-the-way.ts';
import { settle } from './membership/standing.ts';
import { intendedFor, keepVersions, setStraysAside } from './membership/strays.ts';
import { onProbeTimeout, onProbeTimer, trust } from './membership/suspicion.ts';
import type { Message } from './message.ts';
import type { Address, NodeId } from './names.ts';
import { isHome, selfOf, type Self } from './self.ts';
import type { Settings } from './settings.ts';
import { emptyState, type NodeConfiguration, type NodeState } from './state.ts';
import { flush, identityRecord, persist } from './storage/disk.ts';
import { recover } from './storage/recovery.ts';
import { storeVersions } from './storage/replica-store.ts';
import { Turn } from './turn.ts';

/**
 * A full Dynamo node as a state machine without I/O: it is told something at a virtual time, and
 * answers with what it wants done. It has no clock, no chance and no network of its own, so the
 * same inputs at the same times always give the same effects.
 *
 * The host carries effects out in their order (see {@link Effect}), gives inputs in order of
 * time, and starts every life of the node with a `start` input.
 */
export class DynamoNode {
  private readonly self: Self;

  private constructor(state: NodeState) {
    this.self = selfOf(state);
  }

  /** A node that has not started yet. */
  static configured(configuration: NodeConfiguration): DynamoNode {
    return new DynamoNode(emptyState(configuration));
  }

  /** Goes on from a {@link snapshot}, in this thread or another. */
  static resumed(snapshot: NodeState): DynamoNode {
    return new DynamoNode(snapshot);
  }

  /** All that the node knows. Shared with the node: clone it before the next step. */
  snapshot(): NodeState {
    return this.self.state;
  }

  step(input: Input, moment: Moment): readonly Effect[] {
    const turn = new Turn(moment);
    switch (input.type) {
      case 'message':
        this.onMessage(turn, input.from, input.message);
        break;
      case 'timer':
        this.onTimer(turn, input.timer);
        break;
      case 'start':
        recover(this.self, turn, input.disk, input.nextIncarnation);
        reviseRanges(this.self, turn);
        setStraysAside(this.self, turn);
        settle(this.self, turn);
        scheduleHandoff(this.self, turn);
        scheduleTransfers(this.self, turn);
        scheduleGossip(this.self, turn, true);
        scheduleAntiEntropy(this.self, turn, true);
        break;
      case 'settings':
        this.onSettings(turn, input.settings);
        break;
      case 'administer':
        this.onAdministration(turn, input.administration);
        break;
      default:
        unreachable(input);
    }
    return turn.effects;
  }

  private onMessage(turn: Turn, from: Address, message: Message): void {
    if (turn.waitedUs > 0 && isForeground(message)) noteForeground(this.self, turn, turn.waitedUs);
    if (message.type === 'get' || message.type === 'put') {
      onClientRequest(this.self, turn, message);
      return;
    }
    if (message.type === 'members-ask') {
      const history = historyOf(this.self.state.membership);
      turn.respond(message.client, { type: 'members-reply', history });
      return;
    }
    trust(this.self, turn, from);
    this.onNodeMessage(turn, from, message);
    onSignOfLife(this.self, turn, from);
  }

  private onNodeMessage(
    turn: Turn,
    from: NodeId,
    message: Exclude<Message, { type: 'get' | 'put' | 'members-ask' }>,
  ): void {
    const { self } = this;
    switch (message.type) {
      case 'forward':
        onForward(self, turn, message.request);
        break;
      case 'store':
        this.onStore(turn, from, message);
        break;
      case 'store-ack':
        onAnswer(self, turn, from, { ...message, versions: [], isPartial: false });
        break;
      case 'fetch': {
        const { request, key, hintFor } = message;
        const versions = readLocally(self, key);
        const isPartial = hintFor === null && isAwaited(self, key);
        turn.send(from, { type: 'fetch-reply', request, isPartial, versions, hintFor });
        break;
      }
      case 'fetch-reply':
        onAnswer(self, turn, from, message);
        break;
      case 'repair': {
        const { request, key, versions } = message;
        if (!isHome(self, key)) break;
        storeVersions(self, turn, key, versions, { reason: 'read-repair', request });
        break;
      }
      case 'handoff':
        onHandoff(self, turn, from, message);
        break;
      case 'handoff-ack':
        onHandoffAck(self, turn, from, message);
        break;
      case 'probe':
        turn.send(from, { type: 'probe-reply', probe: message.probe });
        break;
      case 'reap':
        reap(self, turn, message.key, message.dot);
        break;
      case 'gossip':
        onGossip(self, turn, from, message);
        break;
      case 'gossip-reply':
        onGossipReply(self, turn, from, message);
        break;
      case 'gossip-history':
        learn(self, turn, message.history, from);
        break;
      case 'range-offer':
        onRangeOffer(self, turn, from, message);
        break;
      case 'range-accept':
        onRangeAccept(self, turn, from, message);
        break;
      case 'range-transfer':
        onRangeTransfer(self, turn, from, message);
        break;
      case 'range-received':
        onRangeReceived(self, turn, from, message);
        break;
      case 'sync-roots':
        onSyncRoots(self, turn, from, message);
        break;
      case 'sync-differing':
        onSyncDiffering(self, turn, from, message);
        break;
      case 'sync-ask':
        onSyncAsk(self, turn, from, message);
        break;
      case 'sync-branches':
        onSyncBranches(self, turn, from, message);
        break;
      case 'sync-exchange':
        onSyncExchange(self, turn, from, message);
        break;
      case 'sync-entries':
        onSyncEntries(self, turn, from, message);
        break;
      case 'probe-reply':
      case 'response':
      case 'members-reply':
        break;
      default:
        unreachable(message);
    }
  }

  /** A replica takes what a coordinator sends, at home or with a hint, and then says so. (§4.5) */
  private onStore(
    turn: Turn,
    from: NodeId,
    { request, key, versions, hintFor, durable }: Extract<Message, { type: 'store' }>,
  ): void {
    const arrival = { reason: 'replicated', request } as const;
    const keptFor = intendedFor(this.self, key, hintFor);
    const because = keepVersions(this.self, turn, { key, versions }, hintFor, arrival);
    scheduleHandoff(this.self, turn);
    if (durable) flush(this.self, turn);
    turn.send(from, { type: 'store-ack', request, hintFor: keptFor }, because);
  }

  private onTimer(turn: Turn, timer: Timer): void {
    const { self } = this;
    switch (timer.type) {
      case 'request-deadline':
        onDeadline(self, turn, timer.request);
        break;
      case 'replica-timeout':
        onReplicaTimeout(self, turn, timer.request, timer.node);
        break;
      case 'forward-timeout':
        onForwardTimeout(self, turn, timer.request);
        break;
      case 'probe':
        onProbeTimer(self, turn, timer.node);
        break;
      case 'probe-timeout':
        onProbeTimeout(self, turn, timer.node);
        break;
      case 'handoff':
        self.state.handoffTimerSet = false;
        if (self.state.settings.handoff) handOff(self, turn);
        break;
      case 'handoff-timeout':
        onHandoffTimeout(self, turn, timer.node);
        break;
      case 'flush':
        self.state.flushTimerSet = false;
        flush(self, turn);
        break;
      case 'slice':
        this.onSlice(turn);
        break;
      case 'gossip':
        onGossipTimer(self, turn);
        break;
      case 'transfer':
        onTransferTimer(self, turn);
        break;
      case 'transfer-timeout':
        onTransferTimeout(self, turn, timer.transfer);
        break;
      case 'anti-entropy':
        onAntiEntropyTimer(self, turn);
        break;
      case 'sync-timeout':
        onSyncTimeout(self, turn, timer.node);
        break;
      default:
        unreachable(timer);
    }
  }

  /** The piece of background work whose turn it is goes on. (§6.5) */
  private onSlice(turn: Turn): void {
    const { self } = this;
    const work = nextSlice(self, turn);
    switch (work?.type) {
      case 'handoff':
        sendHints(self, turn, work.to);
        break;
      case 'transfer':
        goOnSending(self, turn, work.transfer);
        break;
      case 'anti-entropy':
        goOnExchanging(self, turn, work.sync);
        break;
      case undefined:
        break;
      default:
        unreachable(work);
    }
  }

  private onSettings(turn: Turn, settings: Settings): void {
    const { state } = this.self;
    const before = state.settings;
    state.settings = settings;
    if (settings.n !== before.n) changeRing(this.self, turn, null);
    if (settings.durability !== before.durability) {
      persist(this.self, turn, identityRecord(state.incarnation, settings.durability), true);
    }
    if (settings.durability === 'flushed') flush(this.self, turn);
    this.resetTimers(turn, before);
  }

  /** Whatever is done from time to time goes by the new period at once. */
  private resetTimers(turn: Turn, before: Settings): void {
    const { self } = this;
    const { state } = self;
    const { settings } = state;
    if (settings.gossipEveryUs !== before.gossipEveryUs) scheduleGossip(self, turn, true);
    if (
      settings.antiEntropyEveryUs !== before.antiEntropyEveryUs ||
      settings.antiEntropy !== before.antiEntropy
    ) {
      scheduleAntiEntropy(self, turn, true);
    }
    if (settings.handoffEveryUs !== before.handoffEveryUs) {
      state.handoffTimerSet = false;
      state.transferTimerSet = false;
    }
    scheduleHandoff(self, turn);
    scheduleTransfers(self, turn);
  }

  private onAdministration(turn: Turn, administration: Administration): void {
    switch (administration.type) {
      case 'handoff':
        handOff(this.self, turn);
        break;
      case 'sync':
        beginSync(this.self, turn, administration.partner);
        break;
      case 'gossip':
        gossipWith(this.self, turn, administration.partner);
        break;
      case 'join':
      case 'remove':
        changeMembership(this.self, turn, administration);
        break;
      default:
        unreachable(administration);
    }
  }
}

/** Is it part of a request that somebody waits for? */
function isForeground({ type }: Message): boolean {
  return (
    type === 'get' || type === 'put' || type === 'forward' || type === 'fetch' || type === 'store'
  );
}
