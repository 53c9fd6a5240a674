/** The whole server as `npm start` runs it, except that grades are owed but not sent. */
import { openServer } from './people.mjs';

const { started } = await openServer({});
process.on('SIGTERM', () => process.exit(0));
process.send(started.url);
