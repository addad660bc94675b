/** A cart while a home node is down, the network parted, and all of it healed again. */
export const sloppyRun = `lab 1
cluster A B C D E F
set n=3 r=2 w=2 tokens=8 seed=7
at 0 put cart milk as alice
at 900ms kill F
at 1.2s put cart eggs as alice
at 1.9s partition A B C alice / D E F
at 2s get cart as bob
at 2.05s get cart as alice via A
at 2.1s put cart tea as bob via E
at 2.4s pause B for 300ms
at 3s heal
at 4s restart F
at 7s get cart as alice
`;

/** More messages than can be told apart. */
export const busyRun = `lab 1
cluster A B C D E F G H
set n=3 r=2 w=2 tokens=8 seed=7
at 0 load 100/s for 4s keys=20 clients=3
at 1s kill C
at 2s restart C
until 5s
`;

/** A newcomer is given its ranges; later another node is removed and gives back its own. (§4.9) */
export const comingAndGoingRun = `lab 1
cluster A B C D E
set n=3 r=2 w=2 tokens=3 seed=7 latency=fixed:10ms anti-entropy=off
at 0 put cart milk as alice
put basket tea as alice
put wishlist lamp as alice
at 1s join F via A
at 20s remove B via C
until 40s
`;

/** Two replicas that were parted compare their Merkle trees. (§4.7) */
export const antiEntropyRun = `lab 1
cluster A B C
set n=3 r=1 w=1 tokens=2 seed=7 latency=fixed:10ms anti-entropy=off handoff=off sloppy=off
at 0 put cart milk as alice via A
at 100ms put basket tea as alice via B
at 200ms put wishlist lamp as alice via C
at 1s partition A B alice / C
at 1.1s put cart eggs as alice via A
at 1.2s put list soap as alice via B
at 2s heal
at 6s sync A C
until 8s
`;
