import { type ComponentType, type ReactNode, Suspense, createElement, lazy, useState } from 'react';

let tell = (): void => undefined;

export const isFirstPictureThere = new Promise<void>((resolve) => {
  tell = resolve;
});

/**
 * A part that is loaded after the first picture; until then, something or nothing is in its place.
 * One that is fetched already is there at once.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ReactNode = null,
  isSoon = false,
): (props: Props) => ReactNode {
  let loaded: ComponentType<Props> | null = null;
  const fetched = async () => {
    await isFirstPictureThere;
    loaded = await load();
    return { default: loaded };
  };
  const Part = lazy(fetched);
  if (isSoon) fetched().catch(() => undefined);
  return (props) => {
    const [Now] = useState(() => loaded ?? Part);
    return <Suspense fallback={meanwhile}>{createElement(Now, props)}</Suspense>;
  };
}

/** In a dialog's place: the page's keys leave it those that are pressed before it is there. */
export const opening = <i hidden data-opening />;

/** The first picture is there: what it did not need may come now. */
export function tellFirstPicture(): void {
  tell();
}
