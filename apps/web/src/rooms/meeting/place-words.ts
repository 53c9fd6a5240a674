import { m } from '../../paraglide/messages.js';

export const placeWord = { room: m.live_place_room, home: m.live_place_home, firm: m.live_place_firm, away: m.live_place_away };
