import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { CatalogService } from '#lotse/catalog';
import { contentItem, ITEM_RULES, TicketsService } from '#lotse/lti';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { answered, carry, openDialog, pickerOf, type Picker } from '../../world/deep-linking-client.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { CANARY, codeIn, tenantOf } from '../../world/lti-client.js';
import { Mutants } from '../../world/mutants.js';
import { solutionWordsIn } from '../../world/solution-words.js';

const UNIT = { kind: 'unit', id: 'wiso-probezeit-kuendigung' } as const;
const OTHER = { kind: 'unit', id: 'deutsch-operatoren' } as const;

let server: TestServer;
let site: DemoSite;
beforeAll(async () => {
  server = await startForTest();
  site = server.site('lernwerk');
}, 180_000);
afterAll(() => server?.stop());
const mutants = new Mutants();
afterEach(() => mutants.restore());

const tickets = () => server.started.app.get(TicketsService).rules;
const open = async (wish: Parameters<typeof openDialog>[2] = {}): Promise<Picker> => pickerOf(server, await openDialog(server, site, wish));

describe('D-06 the answer is given once', () => {
  test('two presses at once: one is taken', async () => {
    const picker = await open();
    const both = await Promise.all([picker.choose([UNIT]), picker.choose([OTHER])]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    expect((await picker.choose([UNIT])).body).toMatchObject({ code: 'ticket.used' });
    expect((await picker.ask('GET', `/api/deep-linking/${picker.ticket}`)).body).toMatchObject({ code: 'ticket.used' });
  });
  test('the page with the form is shown once: a reload finds nothing to post', async () => {
    const picker = await open();
    const path = String((await picker.choose([UNIT])).body['path']);
    const [first, second] = await Promise.all([carry(picker, path), carry(picker, path)]);
    expect([first.status, second.status].sort()).toEqual([200, 404]);
    const again = await carry(picker, path);
    expect([again.status, codeIn({ body: again.page }), again.jwt]).toEqual([404, 'CHOICE_OVER', '']);
  });
  test('the form guards itself against a second press', async () => {
    const { page, policy } = await answered(await open(), [UNIT]);
    expect(page).toContain('if(sent){event.preventDefault();return}');
    const nonce = /<script nonce="([^"]+)">/.exec(page)?.[1] ?? '';
    expect(policy).toContain(`script-src 'nonce-${nonce}'`);
    expect(policy).toContain(`form-action ${site.origin};`);
    expect(policy).toContain(`frame-ancestors ${site.origin}`);
    expect(policy).toContain(`default-src 'none'`);
    expect(page.match(/<form/g)).toHaveLength(1);
  });
  test('mutants: without the rules the ticket and the page would serve twice', async () => {
    mutants.without(tickets(), 'once', false);
    mutants.without(tickets(), 'codeOnce', false);
    const picker = await open();
    expect([(await picker.choose([UNIT])).status, (await picker.choose([UNIT])).status]).toEqual([200, 200]);
    const path = String((await picker.choose([UNIT])).body['path']);
    expect([(await carry(picker, path)).status, (await carry(picker, path)).status]).toEqual([200, 200]);
  });
  test('an hour for choosing, a minute for the way back', async () => {
    const picker = await open();
    server.clock.advance(3_599_000);
    const path = String((await picker.choose([UNIT])).body['path']);
    server.clock.advance(61_000);
    expect(codeIn({ body: (await carry(picker, path)).page })).toBe('CHOICE_OVER');
    const late = await open();
    server.clock.advance(3_601_000);
    expect((await late.choose([UNIT])).body).toMatchObject({ code: 'ticket.over' });
  });
});

describe('D-07 titles', () => {
  const nasty = `</script><script>alert("1")</script>'"&\n${'ä'.repeat(10_000)}`;
  const chosen = (title: string) => ({ item: UNIT, title, text: title });
  test('cut to what Moodle takes, in one line, nothing of them in the page as markup', async () => {
    const catalog = server.started.app.get(CatalogService);
    const tenant = await tenantOf(server, site);
    const [unit] = await server.db.job(tenant, (tx) => catalog.units(tx, tenant));
    if (!unit) throw new Error('no unit');
    const old = unit.package.title.de;
    unit.package.title.de = nasty;
    mutants.later(() => (unit.package.title.de = old));
    const carried = await answered(await open(), [{ kind: 'unit', id: unit.unitId }]);
    const [item] = carried.items;
    expect([...String(item?.['title'])]).toHaveLength(255);
    expect(String(item?.['title'])).toMatch(/^<\/script><script>alert\("1"\)<\/script>'"& ä+…$/);
    expect((item?.['lineItem'] as { label: string }).label).toBe(item?.['title']);
    expect(carried.page.match(/<script/g)).toHaveLength(1);
    expect(carried.page).not.toContain('alert(');
  });
  test('mutants: uncut, and in two lines', () => {
    const to = { url: 'https://lotse.example/lti/launch', acceptsLineItem: true };
    expect([...contentItem(chosen(nasty), to, { ...ITEM_RULES, cutsTitles: false }).title].length).toBeGreaterThan(10_000);
    expect(contentItem(chosen('a\nb'), to, { ...ITEM_RULES, keepsOneLine: false }).title).toBe('a\nb');
    expect(contentItem(chosen('a\r\n\u2028b'), to).title).toBe('a b');
    expect(JSON.stringify(contentItem({ ...chosen('x'), item: { kind: 'unit', id: 'a\nmodule=b' } }, to).custom)).not.toContain('\\n');
  });
});

describe('trying a unit out before choosing it', () => {
  test('the tasks come without solutions; answers are marked, the solution follows, nothing is stored', async () => {
    const picker = await open();
    const base = `/api/courses/${picker.enrolment}/units/${OTHER.id}/preview`;
    const preview = await picker.ask('GET', base);
    expect(solutionWordsIn(preview.body)).toEqual([]);
    const tasks = preview.body['tasks'] as { exerciseId: string; body: { kind: string; options?: { id: string }[] } }[];
    const task = tasks.find(({ body }) => body.kind === 'single-choice');
    if (!task) throw new Error('no task');
    const choose = (index: number) => ({ kind: 'single-choice', choice: task.body.options?.[index]?.id });
    const first = await picker.ask('POST', base, {
      exerciseId: task.exerciseId,
      try: 1,
      response: choose(0),
    });
    expect(first.status).toBe(200);
    const second = await picker.ask('POST', base, {
      exerciseId: task.exerciseId,
      try: 2,
      response: choose(1),
    });
    expect(second.body).toHaveProperty('solution');
    const rows = await server.db.job(await tenantOf(server, site), (tx) =>
      tx.query<{ n: number }[]>(`select count(*)::int as n from unit_run r join enrolment e on e.tenant = r.tenant and e.id = r.enrolment where e.id = $1`, [
        picker.enrolment,
      ]),
    );
    expect(rows[0]?.n).toBe(0);
    expect((await picker.ask('GET', `/api/courses/${picker.enrolment}/units/no-such-unit/preview`)).status).toBe(404);
  });
});

test('nothing of the person, the way back or the data is logged', async () => {
  const from = server.log.length;
  await answered(await open({ settings: { data: 'geheime-daten-77' } }), [UNIT]);
  const lines = server.log.slice(from).join('');
  for (const word of [CANARY, 'sesskey', 'geheime-daten-77', 'contentitem_return']) expect([word, lines.includes(word)]).toEqual([word, false]);
});
