import type { Key } from '../../dynamo/names.ts';
import type { Lab } from '../../lab/lab.ts';
import { bringAbout, whyNotBringAbout } from '../../lab/situations/bring-about.ts';
import { situations } from '../../lab/situations/situations.ts';
import { subjectsOf } from '../log/subjects.ts';
import type { MenuItem } from '../widgets/menu-item.ts';

/** Everything that can be brought about with one press, for a key: the one looked at by default. */
export function situationItems(lab: Lab, about?: Key): readonly MenuItem[] {
  const { view } = lab.timeline.state;
  const selection = lab.selecting.store.getState();
  const key = about ?? subjectsOf(view, selection).key;
  const subject = { key, node: selection.node };
  return situations.map((situation) => ({
    id: situation.id,
    name: situation.name(subject),
    note: situation.shows,
    reason: whyNotBringAbout(lab, situation, subject),
    onChoose: () => void bringAbout(lab, situation, subject),
  }));
}
