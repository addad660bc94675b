import { type ComponentType, type ReactNode, Suspense, createElement, lazy } from 'react';

let tell = (): void => undefined;

export const isFirstPictureThere = new Promise<void>((resolve) => {
  tell = resolve;
});

/** A part that is loaded after the first picture; until then, something or nothing is in its place. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ReactNode = null,
): (props: Props) => ReactNode {
  const Part: ComponentType<Props> = lazy(async () => {
    await isFirstPictureThere;
    return { default: await load() };
  });
  return (props) => <Suspense fallback={meanwhile}>{createElement(Part, props)}</Suspense>;
}

/** In a dialog's place: the page's keys leave it those that are pressed before it is there. */
export const opening = <i hidden data-opening />;

/** The first picture is there: what it did not need may come now. */
export function tellFirstPicture(): void {
  tell();
}
