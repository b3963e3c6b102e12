import type { Probed } from '../../../sandbox/probe.ts';

/** Somebody puts a record over HTTP: no endpoint of the service listens. */
export const stream: Probed = {
  ids: ({ kinesis }) => kinesis.Streams.map(({ StreamName }) => StreamName),
  probe: () => ({ asks: 'record over HTTP', gets: 'no connection', refused: true }),
};
