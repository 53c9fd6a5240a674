/** The server's clock. Everything that depends on time asks this one object; only tests hand in a played one. */
export class Clock {
  now(): Date {
    return new Date();
  }
}
