/** Builds the web app, and ends by itself: what compiles the messages leaves timers behind that would hold the process for half a minute. */
import { build } from 'vite';

await build({ root: import.meta.dirname, logLevel: 'warn' });
process.exit();
