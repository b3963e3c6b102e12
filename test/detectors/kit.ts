import { cloudsOf } from '../../src/adapters/aws/clients.ts';
import { unpaced } from '../../src/adapters/aws/pace.ts';
import type { Asked } from '../../src/core/model/detectors.ts';
import type { Detector } from '../../src/detectors/detector.ts';
import type { WireAnswer, WireRequest, WireServer } from '../kit/wire-server.ts';

export const account = '111122223333';
export const region = 'eu-west-1';
const place = { account, region, partition: 'aws' } as const;

export const asked = (more: Partial<Asked> = {}): Asked => ({
  ...place,
  arns: new Set(),
  controls: ['S3.5', 'ELB.1'],
  ...more,
});

export const json = (body: unknown, status = 200): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

type Answering = (request: WireRequest, body: Readonly<Record<string, unknown>>, count: number) => WireAnswer;

/** By the beginning of what is asked; `count`: how often before. What nobody expects is refused. */
export const routes = (
  all: Readonly<Record<string, Answering | WireAnswer>>,
): ((request: WireRequest) => WireAnswer) => {
  const counts = new Map<string, number>();
  return (request) => {
    const found = Object.entries(all).find(([begin]) => request.operation.startsWith(begin));
    if (!found) return { status: 418, body: request.operation };
    const [name, answer] = found;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const body: unknown = request.body.startsWith('{') ? JSON.parse(request.body) : {};
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a JSON object, as the line above has seen
    const given = body as Readonly<Record<string, unknown>>;
    return typeof answer === 'function' ? answer(request, given, count) : answer;
  };
};

/** The detector as a look asks it: real clients, reads only, over HTTP. */
export const hear = (detector: Detector, wire: WireServer, what: Asked = asked()) => {
  const clouds = cloudsOf({
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    env: {},
    pace: unpaced,
    readAttempts: 3,
    throttledReads: 2,
    settings: { endpoint: wire.endpoint },
  });
  return detector.about(what, clouds.look(what));
};
