import { budgetOf } from '../src/adapters/aws/call-rates.ts';
import { calls as known } from '../src/services/calls.ts';
import { preview } from '../src/core/engine/preview.ts';
import { roomOf } from '../src/sandbox/services.ts';
import { callsSince, firstStage, ids } from './first-scenario.ts';

/** What one look takes of each API's budget: the table of docs/cost.md. */

/** The class of the SDK's client, by the name that the service has in the sandbox. */
export const clientOf = (service: string): string => {
  const room = roomOf(service);
  if (!room) throw new Error(`no client is known for ${service}`);
  return room.client;
};

interface LookCalls {
  readonly remediation: string;
  /** By service. */
  readonly calls: Readonly<Record<string, number>>;
  /** Why nothing was counted. */
  readonly uncounted?: string;
}

/** The look at the first resource that has a plan; where a remediation plans nothing, at the first one. */
const callsOfLook = async (remediation: string): Promise<LookCalls> => {
  const { host, ports, jobs } = firstStage(remediation);
  let first: LookCalls | undefined;
  for await (const job of jobs) {
    const before = host.calls().length;
    const { plan } = await preview(job, ports);
    const services = Object.groupBy(callsSince(host, before), (operation) => operation.split(':')[0] ?? '');
    const calls = Object.fromEntries(
      Object.entries(services).map(([service, all = []]) => [service, all.length]),
    );
    if (plan) return { remediation, calls };
    first ??= { remediation, calls };
  }
  if (!first) throw new Error('its scenario has no such resource');
  return first;
};

/** One for each remediation. A room that is not finished yet keeps nobody from generating. */
export const callsPerLook = async (): Promise<readonly LookCalls[]> =>
  Promise.all(
    ids.map(async (remediation) =>
      callsOfLook(remediation).catch((error: unknown) => ({
        remediation,
        calls: {},
        uncounted: (error instanceof Error ? error.message : String(error)).replaceAll(/[|\s]+/g, ' '),
      })),
    ),
  );

const rounded = (number: number): string =>
  number === Infinity ? 'as fast as we are' : String(Math.round(number * 10) / 10);

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** One row for each service that is asked; one for a remediation that was not counted. */
export const budgetRows = ({ remediation, calls, uncounted }: LookCalls): readonly (readonly string[])[] => {
  if (uncounted !== undefined) return [[remediation, '–', `not counted: ${uncounted}`, '–', '–', '–']];
  return Object.entries(calls)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([service, count]) => {
      const client = clientOf(service);
      const { start, most } = budgetOf(client);
      const given = known[client]?.rate;
      return [
        remediation,
        service,
        String(count),
        typeof given === 'object' ? `${given.perSecond} (${given.bucket})` : 'not published',
        rounded(start.perSecond / count),
        rounded(most.perSecond / count),
      ];
    });
};

export const budgetTable = async (): Promise<string> => {
  const rows = (await callsPerLook()).flatMap(budgetRows);
  const head = [
    'Remediation',
    'Service',
    'Calls of one look',
    'AWS gives a second (bucket)',
    'Looks a second, at first',
    'at most',
  ];
  return [line(head), line(['---', '---', '---:', '---:', '---:', '---:']), ...rows.map(line)].join('\n');
};
