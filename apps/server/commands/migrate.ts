import 'reflect-metadata';
import { migrate, readSettings } from '#lotse/base';

/** `npm run migrate`: brings DATABASE_URL's schema up to date. The embedded database migrates itself at start. */
try {
  const { databaseUrl } = readSettings(process.env);
  if (!databaseUrl) {
    console.error('Set DATABASE_URL. The embedded database migrates itself when Lotse starts.');
    process.exit(2);
  }
  const names = await migrate(databaseUrl);
  console.log(names.length ? `Migrated: ${names.join(', ')}` : 'Nothing to migrate.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
