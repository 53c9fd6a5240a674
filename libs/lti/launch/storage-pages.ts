import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { ltiPage, pagePolicy, type PageLocale } from '../pages/lti-page.js';
import { newWindowPage } from '../pages/sentences.js';
import type { Platform } from '../platforms/platforms.queries.js';
import { framersOf, originOf } from '../platforms/platforms.service.js';
import type { StoredLogin } from './login-states.js';
import { storageScript, type StorageRules, type StorageTalk } from './storage-script.js';

const WAIT = { de: 'Einen Moment …', en: 'One moment …' } as const;

/** A platform's storage, as a page in its frame sees it. */
export interface StorageSpot {
  platform: Platform;
  target: string;
  rules: StorageRules;
  locale: PageLocale;
}
/** What came with the launch and is sent once more, by our own page. */
export interface LaunchAgain {
  idToken: string;
  state: string;
}

/** Puts state and nonce into the platform's storage, then goes on to the platform; else offers the window of its own. */
export function sendPutPage(reply: FastifyReply, spot: StorageSpot, login: StoredLogin, urls: { auth: string; window: string }): void {
  const messages = (['state', 'nonce'] as const).map((name) => ({
    subject: 'lti.put_data' as const,
    key: keyOf(name, login.id),
    value: login[name],
    message_id: freshId(),
  }));
  // what was put must be there when it is asked for: an answer with another value is a failure
  const then = `if(values.some(function(v,i){return v!==T.messages[i].value})){${SHOW}}else location.replace(${JSON.stringify(urls.auth).replace(/</g, '\\u003c')});`;
  send(reply, spot, { messages, then, otherwise: SHOW, body: newWindowPage(urls.window, spot.locale) });
}

/** Asks the storage for what was put there, and sends the launch once more with it: only a page of ours, in that frame, can. */
export function sendGetPage(reply: FastifyReply, spot: StorageSpot, id: string, launch: LaunchAgain): void {
  const messages = (['state', 'nonce'] as const).map((name) => ({ subject: 'lti.get_data' as const, key: keyOf(name, id), message_id: freshId() }));
  const submit = `document.getElementById('again').submit();`;
  const then = `['state','nonce'].forEach(function(n,i){document.getElementById('stored_'+n).value=values[i]});${submit}`;
  const fields = { id_token: launch.idToken, state: launch.state, stored_state: '', stored_nonce: '' };
  send(reply, spot, { messages, then, otherwise: submit, body: { locale: spot.locale, title: 'Lotse', text: [] }, form: { action: '/lti/launch', fields } });
}

const SHOW = `document.getElementById('wait').remove();document.querySelector('main').hidden=false;`;
const keyOf = (name: 'state' | 'nonce', id: string): string => `lotse.${name}.${id}`;
const freshId = (): string => randomBytes(16).toString('base64url');

interface Talk {
  messages: StorageTalk['messages'];
  then: string;
  otherwise: string;
  body: Parameters<typeof ltiPage>[0];
  form?: { action: string; fields: Record<string, string> };
}

function send(reply: FastifyReply, { platform, target, rules, locale }: StorageSpot, { messages, then, otherwise, body, form }: Talk): void {
  const nonce = randomBytes(16).toString('base64');
  const origin = originOf(platform.authUrl) ?? '';
  const script = storageScript({ target, origin, messages }, rules, then, otherwise);
  void reply
    .status(200)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pagePolicy(framersOf(platform), nonce, form !== undefined),
      'cache-control': 'no-store',
      // the Origin header of the form that follows proves that our page sent it
      'referrer-policy': form ? 'same-origin' : 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .send(ltiPage({ ...body, meanwhile: { text: WAIT[locale], script, ...(form ? { form } : {}) } }, nonce));
}
