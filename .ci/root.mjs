/** The top folder of the project, with a slash at its end. */
export const root = new URL('../', import.meta.url);
