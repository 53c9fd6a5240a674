import { randomUUID } from 'node:crypto';
import type { Response as Given, RunView, SubmitAnswer, TaskBody } from '#lotse/contract';

export interface Pupil {
  token: string;
  enrolmentId: string;
}
/** What a browser does from the start button to the open page: redirects, forms that post themselves, cookies of two hosts. */
export async function walkIn(tool: string, start: string): Promise<Pupil> {
  const jars = new Map<string, string>();
  let [url, form] = [new URL(start), null as URLSearchParams | null];
  for (let step = 0; step < 10 && !url.hash; step++) {
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie: jars.get(url.host) ?? '' }, ...(form ? { method: 'POST', body: form } : {}) });
    const set = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    if (set.length)
      jars.set(
        url.host,
        [...(jars.get(url.host) ?? '').split('; ').filter((old) => old && !set.some((one) => one?.split('=')[0] === old.split('=')[0])), ...set].join('; '),
      );
    const page = await answer.text();
    const fields = [...page.matchAll(/<input[^>]* name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [
      name,
      unescaped(value),
    ]);
    url = new URL(answer.headers.get('location') ?? /<form[^>]* action="([^"]*)"/.exec(page)?.[1] ?? '', url);
    form = answer.headers.has('location') ? null : new URLSearchParams(fields);
  }
  const code = new URLSearchParams(url.hash.slice(1)).get('code');
  return (await ask(tool, 'POST', '/api/session', '', { code }, jars.get(new URL(tool).host))) as Pupil;
}

function unescaped(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

async function ask(url: string, method: string, path: string, token: string, body: unknown, cookie = ''): Promise<unknown> {
  const headers = { origin: url, 'x-lotse': '1', 'content-type': 'application/json', cookie, ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`, { cause: { status: answer.status } });
  return answer.json();
}

/** Something that fits the task; right or wrong does not matter here. */
function fill(body: TaskBody): Given {
  switch (body.kind) {
    case 'single-choice':
      return { kind: body.kind, choice: body.options[0]?.id ?? '' };
    case 'multiple-choice':
      return { kind: body.kind, choices: body.options.slice(0, body.pick).map((option) => option.id) };
    case 'number':
      return { kind: body.kind, text: '7' };
    case 'cloze':
      return { kind: body.kind, gaps: Object.fromEntries(body.gaps.map((gap) => [gap.id, gap.options?.[0] ?? 'Lohn'])) };
    case 'order':
      return { kind: body.kind, order: body.items.map((item) => item.id) };
    case 'matching':
      return { kind: body.kind, pairs: Object.fromEntries(body.left.map((line) => [line.id, body.right[0]?.id ?? ''])) };
    default:
      throw new Error(`the demo's units have no ${body.kind}`);
  }
}

export const runOf = (url: string, { token, enrolmentId }: Pupil, unitId: string) =>
  ask(url, 'POST', '/api/runs', token, { enrolmentId, unitId }) as Promise<RunView>;

export interface Ticket {
  token: string;
  answer: SubmitAnswer;
  fate: 'waits' | 'sent' | 'answered' | 'refused' | 'cut off';
  /** What the client was told of a connection that was cut off. */
  why?: string;
}

/** Every task of these pupils that nobody has tried yet. */
export async function ticketsOf(url: string, pupils: Pupil[]): Promise<Ticket[]> {
  const tickets: Ticket[] = [];
  for (const pupil of pupils)
    for (const unit of ['wiso-probezeit-kuendigung', 'deutsch-operatoren']) {
      const { runId, tasks } = await runOf(url, pupil, unit);
      for (const { task, tries, closed } of tasks) {
        const answer = {
          answerId: randomUUID(),
          runId,
          exerciseId: task.exerciseId,
          try: 1,
          aids: [],
          response: fill(task.body),
          device: 'test',
          sequence: 0,
          clientTime: new Date().toISOString(),
        };
        if (tries === 0 && !closed) tickets.push({ token: pupil.token, answer, fate: 'waits' });
      }
    }
  return tickets;
}

export async function send(url: string, ticket: Ticket): Promise<void> {
  ticket.fate = 'sent';
  try {
    const { items } = (await ask(url, 'POST', '/api/answers', ticket.token, { items: [ticket.answer] })) as { items: object[] };
    if (!items[0] || !('outcome' in items[0])) throw new Error(`answered ${JSON.stringify(items)}`);
    ticket.fate = 'answered';
  } catch (error) {
    const cause = (error as Error).cause as { status?: number; code?: string } | undefined;
    if (!cause) throw error;
    ticket.fate = cause.status === 503 || cause.code === 'ECONNREFUSED' ? 'refused' : 'cut off';
    if (ticket.fate === 'cut off') ticket.why = `${cause.code ?? cause.status}: ${String((error as Error).cause)}`;
  }
}
