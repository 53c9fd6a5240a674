/** The whole server as `npm start` runs it. */
import { start } from '../../dist/apps/server/start.js';
import { readSettings } from '../../dist/libs/base/index.js';
import { serving } from '../serving.mjs';

await start(readSettings(process.env));
serving();
