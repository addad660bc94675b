/** What can be open above the page. */
export type DialogName = 'keys' | 'script' | 'share' | 'picture' | 'film';
