import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { ltiPage, pagePolicy, type PageWish } from './lti-page.js';

/** Sends a page with its own policy; nothing of it is kept or handed on by the browser. `framers` null: not known. */
export function sendPage(reply: FastifyReply, status: number, wish: PageWish, framers: readonly string[] | null): void {
  const nonce = wish.close ? randomBytes(16).toString('base64') : undefined;
  void reply
    .status(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pagePolicy(framers, nonce),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .send(ltiPage(wish, nonce));
}
