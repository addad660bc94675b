let typed = '';

/** What is typed for a dialog that is on its way: kept until the dialog is there. */
export function keepTyped({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): void {
  if (key.length === 1 && !ctrlKey && !metaKey && !altKey) typed += key;
}

export function typedEarly(): string {
  return typed;
}

export function forgetTyped(): void {
  typed = '';
}
