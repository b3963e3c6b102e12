import { saying, type Said } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Sayings } from '../../../../families/steps.ts';
import { isOfCertificateManager } from '../../facts/client-certificate.ts';
import { stageIn } from '../../facts/stage.ts';
import { choose, isAccepted } from './choose.ts';
import type { messages } from './messages.ts';
import type { Seen } from './read.ts';
import type { Settings } from './settings.ts';

type Id = keyof typeof messages;

/** Of a stage that has what is wanted. */
const ofGood = ({ held: [held], around: { certificates } }: Seen, name: string): readonly Said<Id>[] => {
  const certificate = held?.value ?? '';
  const found = certificates.find(({ id }) => id === certificate);
  return [
    ...saying('of-acm' as const, isOfCertificateManager(certificate), { name, certificate }),
    ...saying('ends-soon' as const, found?.life === 'soon', { certificate, until: found?.until ?? '' }),
  ];
};

export const sayings = (seen: Seen, steps: number, target: Target, settings: Settings): Sayings<Id> => {
  const { restApiId: api = '', stageName: stage = '' } = stageIn(target.id) ?? {};
  const name = `${api}/${stage}`;
  const { region } = target;
  const withRegion = (said: Said<Id>): Said<Id> => ({ ...said, data: { ...said.data, region } });
  if (steps === 0) return { notes: ofGood(seen, name).map(withRegion) };
  const { certificates, servers, isCanary, isCached } = seen.around;
  const http = servers.http.join(', ');
  const https = [...servers.https, ...servers.unknown].join(', ');
  if (https === '') return { obstacles: [{ message: 'nothing-over-tls', data: { name, servers: http } }] };
  const choice = choose(certificates, settings);
  if ('obstacle' in choice) {
    const { message, data } = choice.obstacle;
    return { obstacles: [{ message, data: { name, api, stage, region, servers: https, ...data } }] };
  }
  const { id: certificate, life, until } = choice.certificate;
  const before = seen.held[0]?.value ?? '';
  const over = certificates.find(({ id, life: of }) => id === before && of === 'over');
  return {
    hazards: [
      { message: 'servers', data: { name, certificate, servers: https, region } },
      { message: 'redeploy', data: { name } },
      ...saying('also-plain' as const, http !== '', { servers: http }),
      ...saying('server-unknown' as const, servers.unknown.length > 0, {
        name,
        servers: servers.unknown.join(', '),
      }),
      ...saying('canary' as const, isCanary, { name }),
      ...saying('cached' as const, isCached, { name }),
      ...saying('held-over' as const, over !== undefined, { name, until: over?.until ?? '' }),
      ...saying('held-not-accepted' as const, before !== '' && !isAccepted(before, settings), { name }),
      ...saying('ends-soon' as const, life === 'soon', { certificate, until, region }),
    ],
  };
};
