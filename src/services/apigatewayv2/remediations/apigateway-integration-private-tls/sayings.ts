import { saying, type Said } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Sayings } from '../../../../families/steps.ts';
import { choose } from './choose.ts';
import type { messages } from './messages.ts';
import { nameOf, type Seen } from './read.ts';
import type { Settings } from './settings.ts';

type Id = keyof typeof messages;

export const sayings = (
  { held: [held], around: { backend, behind, stages } }: Seen,
  { id: name, region }: Target,
  { serverName }: Settings,
): Sayings<Id> => {
  if (!behind) return { notes: saying('unchecked', held?.value === '', { name }) };
  const { ApiId: api, IntegrationId: integration } = nameOf(name);
  const data = { name, region, api, integration, backend: backend?.arn ?? '' };
  const about = (said: Said<Id>): Said<Id> => ({ ...said, data: { ...data, ...said.data } });
  const choice = choose(behind, serverName);
  if ('obstacle' in choice) return { obstacles: [about(choice.obstacle)] };
  return {
    hazards: [
      ...choice.hazards,
      ...saying('at-once' as const, stages.auto !== '', { stages: stages.auto }),
      ...saying('to-deploy' as const, stages.byHand !== '', { stages: stages.byHand }),
      { message: 'undo-unsure' as const },
    ].map(about),
    notes: saying('refuses-plain', behind.is === 'tls', { name }),
  };
};
