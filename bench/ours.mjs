/** The whole server as `npm start` runs it, except that grades are owed but not sent. */
import { openServer } from './people.mjs';
import { serving } from './serving.mjs';

await openServer();
serving();
