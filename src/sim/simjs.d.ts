/** It has no types, and exports nothing: it puts itself into the window. */
declare module 'simjs';
