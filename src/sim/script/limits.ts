/* What one script may hold. Each limit has a sentence that says so when it is passed. */

/** The version of the language that this lab reads: `lab 1`. */
export const scriptVersion = '1';
/** 1 MB, in bytes of UTF-8. */
export const maxScriptBytes = 1_048_576;
export const maxLines = 20_000;
export const maxCommands = 10_000;
/** How many errors of one script are told; the rest are counted. */
export const maxErrors = 20;
/** Nodes of the cluster and nodes that join, together. */
export const maxNodes = 1_000;
export const maxTokensByHand = 1_024;
export const maxKeyBytes = 256;
export const maxValueBytes = 4_096;
/** Characters (code points) of a `title` and of what is said. */
export const maxTitleLength = 200;
export const maxSayLength = 500;
export const minCapacity = 0.125;
export const maxCapacity = 64;
export const maxLoadPerSecond = 10_000;
/** Requests that one `load` may ask for in all: its rate times its time. */
export const maxLoadRequests = 1_000_000;
