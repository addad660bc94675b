import { answer } from './answer.ts';
import { swarmCommand } from './play-swarm.ts';

/* Many random runs, one a seed: `npm run swarm -- --seeds 1..10000`. */

answer(swarmCommand);
