/** Rooms with running hours and people of one course, made through the routes of a server in this process. `use`: start, DemoVisitor, Db, PlatformsService, readSettings, Log. */
export async function prepareRooms(use, env, { site, tenant, usernames, rooms }) {
  const settings = use.readSettings(env);
  const started = await use.start(settings, { log: new use.Log('silent'), timers: false, ...(use.webDir ? { webDir: use.webDir } : {}) });
  const { app } = started;
  try {
    const db = app.get(use.Db);
    await db.gate('seed', (tx) => tx.query(`insert into tenant (id, kind, name, locale, created_at) values ($1, 'provider', 'Chaos', 'de', now())`, [tenant]));
    const { issuer, clientId, name, authUrl, tokenUrl, jwksUrl, deploymentId } = site;
    await app.get(use.PlatformsService).register(tenant, { issuer, clientId, name, authUrl, tokenUrl, jwksUrl, deployments: [{ deploymentId }] });
    const people = [];
    for (const username of usernames) {
      const visitor = new use.DemoVisitor(app, settings, site);
      await visitor.launch(username, 'unit');
      const [row] = await db.job(tenant, (tx) => tx.query('select person from enrolment where id = $1', [visitor.enrolmentId]));
      people.push({ id: row.person, token: visitor.token, enrolmentId: visitor.enrolmentId, visitor });
    }
    const [tutor] = people;
    const meetings = [];
    for (let n = 1; n <= rooms; n++) {
      const list = `/api/courses/${tutor.enrolmentId}/rooms`;
      const { roomId } = await tutor.visitor.call('POST', list, { title: `Raum ${n}`, placeLabel: null, media: 'none', link: null });
      meetings.push((await tutor.visitor.call('POST', `${list}/${roomId}/meetings`, {})).meetingId);
    }
    return { people: people.map(({ id, token, enrolmentId }) => ({ id, token, enrolmentId })), meetings };
  } finally {
    await started.close();
  }
}
