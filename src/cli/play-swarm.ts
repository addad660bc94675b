import { randomScript, readRun } from '../sim/swarm/random-script.ts';
import { playToRest, smallestScript } from '../sim/swarm/trouble.ts';
import { exitCodes } from './complaint.ts';
import { readSeeds } from './seeds.ts';
import { readOptions, type Form } from './words.ts';

const swarmForm: Form = {
  name: 'swarm',
  usage: 'npm run swarm -- --seeds FROM..TO [--shard K/N]',
  options: ['seeds', 'shard'],
};

/** A line about how it goes after so many runs. */
const tellEvery = 100;

/**
 * Plays a random run for each seed: faults on, then everything is healed and has to converge. What
 * fails is shrunk to as few commands as show it and printed as a script that runs.
 */
export function swarmCommand(args: readonly string[]): number {
  const seeds = readSeeds(swarmForm, readOptions(swarmForm, args));
  const failed: number[] = [];
  let runs = 0;
  let events = 0;
  for (const seed of seeds) {
    const played = playSeed(seed);
    runs += 1;
    events += played.events;
    if (!played.isFine) failed.push(seed);
    if (runs % tellEvery === 0) console.error(`up to seed ${seed}: ${sum(runs, events, failed)}`);
  }
  console.log(sum(runs, events, failed));
  return failed.length === 0 ? exitCodes.fine : exitCodes.broken;
}

function playSeed(seed: number): { readonly isFine: boolean; readonly events: number } {
  const run = readRun(randomScript(seed));
  const { failures, events } = playToRest(run);
  if (failures.length > 0) {
    for (const failure of failures) console.log(`# seed ${seed}: ${failure}`);
    console.log(smallestScript(run, failures));
  }
  return { isFine: failures.length === 0, events };
}

function sum(runs: number, events: number, failed: readonly number[]): string {
  const played = `${runs} ${runs === 1 ? 'run' : 'runs'}, ${events} events`;
  if (failed.length === 0) return `${played}, all well`;
  return `${played}, ${failed.length} failed: ${failed.length === 1 ? 'seed' : 'seeds'} ${failed.join(', ')}`;
}
