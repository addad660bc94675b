import { CircleHelp, Contrast, Ellipsis, Search, Share2 } from 'lucide-react';
import { Suspense, use } from 'react';

import type { Lab } from '../../lab/lab.ts';
import { themeChoices, type ThemeChoice } from '../../lab/preferences.ts';
import { QuorumControl } from '../dialogs/QuorumControl.tsx';
import { chooseFile, saveScript, saveTrace } from '../files/file-acts.ts';
import { useLab, usePreferences } from '../lab-context.tsx';
import { playButtonId } from '../transport/Transport.tsx';
import { Button } from '../widgets/Button.tsx';
import { Menu } from '../widgets/Menu.tsx';
import type { MenuItem } from '../widgets/menu-item.ts';
import type { Demo } from './demo.ts';
import type { DialogName } from './dialog-name.ts';
import styles from './Header.module.css';

interface HeaderProps {
  /** They come after the first picture. */
  readonly demos: Promise<readonly Demo[]>;
  readonly isNarrow: boolean;
  readonly open: (dialog: DialogName) => void;
}

export function Header({ demos, isNarrow, open }: HeaderProps) {
  return (
    <header className={styles['header']}>
      <h1 className={styles['name']}>Dynamo Lab</h1>
      <Suspense fallback={<Menu trigger="Demos" label="Demos" items={[]} />}>
        <DemoMenu demos={demos} />
      </Suspense>
      {!isNarrow && <FileMenu open={open} />}
      <Button look="plain" onPress={() => open('script')}>
        Script
      </Button>
      <div className={styles['middle']}>
        <QuorumControl />
      </div>
      {isNarrow ? <MoreMenu open={open} /> : <ShareButton open={open} />}
      {!isNarrow && (
        <Button
          icon={Search}
          look="plain"
          label="Find and do"
          keyHint="Control+K"
          onPress={() => open('palette')}
        />
      )}
      <ThemeMenu />
      <Button
        icon={CircleHelp}
        look="plain"
        label="Keys and commands"
        keyHint="?"
        onPress={() => open('keys')}
      />
    </header>
  );
}

type Opening = Pick<HeaderProps, 'open'>;

function ShareButton({ open }: Opening) {
  return (
    <Button icon={Share2} look="plain" onPress={() => open('share')}>
      Share
    </Button>
  );
}

function FileMenu({ open }: Opening) {
  return <Menu trigger="File" label="File" items={fileItems(useLab(), open)} />;
}

function fileItems(lab: Lab, open: Opening['open']): readonly MenuItem[] {
  return [
    {
      id: 'open',
      name: 'Open a file…',
      note: 'script, trace or picture; or drop it on the page',
      onChoose: () => chooseFile(lab),
    },
    {
      id: 'script',
      name: 'Save the script',
      note: '.lab: settings, random seed and commands',
      onChoose: () => void saveScript(lab),
    },
    {
      id: 'trace',
      name: 'Save the trace',
      note: '.jsonl: everything that happened so far',
      onChoose: () => void saveTrace(lab),
    },
    {
      id: 'picture',
      name: 'Save a picture…',
      note: '.svg or .png of this moment, with the run in it',
      onChoose: () => open('picture'),
    },
    {
      id: 'film',
      name: 'Make a film…',
      note: '.mp4 or .webm of a stretch of the run, with captions',
      onChoose: () => open('film'),
    },
  ];
}

/** What a small screen has no room for. */
function MoreMenu({ open }: Opening) {
  const lab = useLab();
  return (
    <Menu
      trigger={<Ellipsis size="1.15em" strokeWidth={1.75} aria-hidden />}
      label="More"
      hasArrow={false}
      items={[
        { id: 'palette', name: 'Find and do…', onChoose: () => open('palette') },
        { id: 'share', name: 'Share a link', onChoose: () => open('share') },
        ...fileItems(lab, open),
      ]}
    />
  );
}

function DemoMenu({ demos }: Pick<HeaderProps, 'demos'>) {
  const ready = use(demos);
  const { door, playback } = useLab();
  const open = async (demo: Demo): Promise<void> => {
    if (!(await door.openScript(demo.script)).ok) return;
    playback.play();
    document.getElementById(playButtonId)?.focus();
  };
  return (
    <Menu
      trigger="Demos"
      label="Demos"
      items={ready.map((demo) => ({
        id: demo.title,
        name: demo.title,
        note: demo.note,
        onChoose: () => void open(demo),
      }))}
    />
  );
}

const themeNames: Readonly<Record<ThemeChoice, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  projector: 'Projector',
};

function ThemeMenu() {
  const { preferences } = useLab();
  const theme = usePreferences((state) => state.theme);
  return (
    <Menu
      trigger={<Contrast size="1.15em" strokeWidth={1.75} aria-hidden />}
      label={`Theme: ${themeNames[theme]}`}
      hasArrow={false}
      items={themeChoices.map((choice) => ({
        id: choice,
        name: themeNames[choice],
        isChecked: choice === theme,
        onChoose: () => preferences.setState({ theme: choice }),
      }))}
    />
  );
}
