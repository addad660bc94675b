import { useEffect, useSyncExternalStore } from 'react';

import type { ThemeName } from '../../scenes/theme.ts';
import { usePreferences } from '../lab-context.tsx';
import { applyTheme, themeOf } from './apply-theme.ts';

const darkQuery = '(prefers-color-scheme: dark)';

/** The theme as chosen, or as the system has it; the page takes its colours. */
export function useTheme(): ThemeName {
  const choice = usePreferences((preferences) => preferences.theme);
  const isSystemDark = useSyncExternalStore(watchSystem, () => matchMedia(darkQuery).matches);
  const theme = themeOf(choice, isSystemDark);
  useEffect(() => applyTheme(document.documentElement, theme), [theme]);
  return theme;
}

function watchSystem(onChange: () => void): () => void {
  const query = matchMedia(darkQuery);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
