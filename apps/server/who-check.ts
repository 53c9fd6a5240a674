import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { WHO_KEY } from '#lotse/base';

/** Handlers of these controllers that do not say who may call them, as `Class.method`. */
export function silentHandlers(controllers: readonly object[]): string[] {
  return controllers.flatMap((instance) => {
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
    return new MetadataScanner()
      .getAllMethodNames(prototype)
      .filter((name) => Reflect.hasMetadata('path', prototype[name] ?? {}) && !Reflect.hasMetadata(WHO_KEY, prototype[name] ?? {}))
      .map((name) => `${prototype.constructor?.name ?? '?'}.${name}`);
  });
}

/** A server with such a handler does not start. */
@Injectable()
export class WhoCheck implements OnModuleInit {
  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const silent = silentHandlers(this.discovery.getControllers().map(({ instance }) => instance as object));
    if (silent.length) throw new Error(`These handlers do not say who may call them: ${silent.join(', ')}`);
  }
}
