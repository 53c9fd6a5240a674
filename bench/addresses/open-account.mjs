import { Secret, TOTP } from 'otpauth';

/** The first admin of a new installation, by the routes of the set-up. */
export async function openAccount(url, setupUrl, mail, clock) {
  const token = setupUrl.split('#')[1];
  let bearer;
  const post = async (path, body) => {
    const headers = { origin: url, 'x-lotse': '1', 'content-type': 'application/json', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) };
    const answer = await fetch(url + path, { method: 'POST', body: JSON.stringify(body), headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { secret, proof } = await post('/api/setup/totp', { token, mail });
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() });
  const person = { name: 'Wiebke Harms', locale: 'de', password: 'sieben Kähne im Nebel' };
  const { session } = await post('/api/setup/admin', { token, mail, ...person, totp: { secret, proof, code } });
  bearer = session.token;
  await post('/api/setup/tenant', { token, kind: 'provider', name: 'Lernwerk Nord', locale: 'de' });
}
