/** Makes the database that every round is copied from: one tenant, one platform, the content. */
import { publishContent } from '../../dist/apps/server/content-at-start.js';
import { openServer, register } from '../people.mjs';

const { started } = await openServer();
await register(started, JSON.parse(process.argv[2]));
await publishContent(started.app, started.base.log, started.base.settings.dataDir);
process.send('ready');
process.exit(0);
