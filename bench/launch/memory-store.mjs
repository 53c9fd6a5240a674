/** A database plugin for ltijs that keeps all in memory: the cheapest there can be, without encryption and without expiry. */
const KEYS = {
  publickey: ['kid'],
  privatekey: ['kid'],
  platform: ['platformUrl', 'clientId'],
  platformStatus: ['id'],
  nonce: ['nonce'],
  state: ['state'],
  idtoken: ['iss', 'clientId', 'deploymentId', 'user'],
  contexttoken: ['contextId', 'user'],
};

export class MemoryStore {
  #collections = new Map(Object.keys(KEYS).map((name) => [name, new Map()]));

  setup() {
    return Promise.resolve(true);
  }
  Close() {
    return Promise.resolve(true);
  }

  Get(_key, name, query = {}) {
    const collection = this.#collections.get(name);
    const whole = KEYS[name].every((field) => field in query);
    const found = whole
      ? [collection.get(idOf(name, query))].filter(Boolean)
      : [...collection.values()].filter((item) => Object.entries(query).every(([field, value]) => item[field] === value));
    return Promise.resolve(found.length > 0 && found);
  }

  Insert(_key, name, item, index = {}) {
    this.#collections.get(name).set(idOf(name, { ...index, ...item }), { ...index, ...item });
    return Promise.resolve(true);
  }

  Replace(key, name, query, item, index) {
    return this.Insert(key, name, item, { ...query, ...index });
  }

  async Modify(_key, name, query, change) {
    const found = await this.Get(false, name, query);
    if (found) Object.assign(found[0], change);
    return true;
  }

  async Delete(name, query) {
    for (const item of (await this.Get(false, name, query)) || []) this.#collections.get(name).delete(idOf(name, item));
    return true;
  }
}

function idOf(name, item) {
  return KEYS[name].map((field) => item[field]).join(' ');
}
