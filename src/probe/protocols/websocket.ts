import { accepted, type Protocol } from '../protocol.ts';
import { get, meaningOf } from './http.ts';

export const websocket: Protocol = {
  title: 'WebSocket',
  ports: [],
  tlsPorts: [],
  sends: 'One `GET /` that asks for an upgrade to WebSocket; no frame follows.',
  alpn: ['http/1.1'],
  plain: async (talk, about) => {
    const head = await get(talk, about, [
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: d2F4c2VhbC1wcm9iZS4uLg==',
    ]);
    if (!('status' in head)) return head;
    return head.status === 101 ? accepted('ws:// is upgraded (101).') : meaningOf(head, about);
  },
};
