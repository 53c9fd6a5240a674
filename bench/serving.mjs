/** For the servers that a bench starts: says that it listens, and ends when it is told to or when the bench has gone. */
export function serving() {
  process.on('SIGTERM', () => process.exit(0));
  process.on('disconnect', () => process.exit(0));
  process.send('ready');
}
