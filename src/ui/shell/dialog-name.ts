/** What can be open above the page. */
export type DialogName = 'palette' | 'keys' | 'script' | 'share' | 'picture' | 'film';
