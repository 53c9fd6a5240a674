/** What Lotse is compared with: `ws` with the same fan-out, and for each event one call to PostgreSQL that stores it under the meeting's next number. `relay`: nothing is stored. */
import { createServer } from 'node:http';
import pg from 'pg';
import { WebSocketServer } from 'ws';
import { serving } from '../serving.mjs';

const [port, databaseUrl, way = 'store'] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
if (way === 'store')
  await pool.query(`create table if not exists bare_event (room int not null, seq int not null, id uuid not null, at timestamptz not null, body jsonb not null, primary key (room, seq), unique (room, id));
    create table if not exists bare_room (room int primary key, seq int not null);
    create or replace function bare_store(r int, i uuid, b jsonb) returns int language sql as $$
      with up as (insert into bare_room values (r, 1) on conflict (room) do update set seq = bare_room.seq + 1 returning seq)
      insert into bare_event select r, up.seq, i, now(), b from up returning seq $$`);

const rooms = new Map();
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket, request) => {
  const room = Number(new URL(request.url, 'http://x').searchParams.get('room'));
  const all = rooms.get(room) ?? new Set();
  rooms.set(room, all.add(socket));
  socket.on('close', () => all.delete(socket));
  socket.on('message', async (data, isBinary) => {
    if (isBinary) return pass(all, socket, data);
    const message = JSON.parse(data);
    const { rows } = await pool.query({ name: 'bare', text: 'select bare_store($1, $2, $3) as seq', values: [room, message.id, JSON.stringify(message.body)] });
    const [{ seq }] = rows;
    const text = JSON.stringify({ seq, at: Date.now(), ...message });
    for (const one of all) one.send(text);
    socket.send(JSON.stringify({ ack: message.id, seq }));
  });
  socket.send('"welcome"');
});

function pass(all, from, data) {
  for (const one of all) if (one !== from) one.send(data);
  from.send('"ok"');
}
server.listen(Number(port), '127.0.0.1', serving);
