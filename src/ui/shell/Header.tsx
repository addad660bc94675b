import { CircleHelp, Contrast, Ellipsis, Search, Share2 } from 'lucide-react';
import { useState } from 'react';

import { themeChoices, type ThemeChoice } from '../../lab/preferences.ts';
import { QuorumControl } from '../dialogs/QuorumControl.tsx';
import { isFirstPictureThere } from '../later.tsx';
import { useLab, usePreferences } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import { Menu } from '../widgets/Menu.tsx';
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
      <DemoMenu demos={demos} />
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

const loadItems = async () => {
  await isFirstPictureThere;
  return import('./header-items.ts');
};

function FileMenu({ open }: Opening) {
  const lab = useLab();
  const [items] = useState(async () => (await loadItems()).fileItems(lab, open));
  return <Menu trigger="File" label="File" items={items} />;
}

/** What a small screen has no room for. */
function MoreMenu({ open }: Opening) {
  const lab = useLab();
  const [items] = useState(async () => (await loadItems()).moreItems(lab, open));
  return (
    <Menu
      trigger={<Ellipsis size="1.15em" strokeWidth={1.75} aria-hidden />}
      label="More"
      hasArrow={false}
      items={items}
    />
  );
}

function DemoMenu({ demos }: Pick<HeaderProps, 'demos'>) {
  const lab = useLab();
  const [items] = useState(async () => (await loadItems()).demoItems(lab, await demos));
  return <Menu trigger="Demos" label="Demos" items={items} />;
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
