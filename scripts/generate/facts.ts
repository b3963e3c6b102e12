import type { Service } from '../../src/aws/iam/service.ts';
import type { Room } from './units.ts';

const header = '// Written by scripts/generate.ts from the rooms of the services: run `npm run generate`.\n';

/** What every client needs from its first call on, of all services at once: small, and loaded with the edge. */
export const callsIndex = (services: readonly Room<Service>[]): string => `${header}
import type { Calls } from '../aws/iam/calls.ts';

/** By the class of the SDK's client. */
export const calls: Readonly<Record<string, Calls>> = {
${services
  .map(({ unit: { client, reads, writes, rate, shared, gathered } }) => {
    const lasting = Object.entries(shared ?? {}).map(([operation, { because: _why, ...how }]) => [
      operation,
      how,
    ]);
    const paced = rate === undefined ? {} : { rate };
    const kept = shared === undefined ? {} : { shared: Object.fromEntries(lasting) };
    const together = gathered === undefined ? {} : { gathered };
    return `  ${client}: ${JSON.stringify({ reads, writes, ...paced, ...kept, ...together })},`;
  })
  .join('\n')}
};
`;

/** What cutting a session needs, by the prefix of its actions: loaded with the first write to a service. */
export const factsIndex = (services: readonly Room<Service>[]): string => {
  const byPrefix = Map.groupBy(services, ({ unit }) => unit.prefix);
  return `${header}
/** By the prefix of IAM actions, which two services may share. */
export const facts = {
${[...byPrefix]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(
    ([prefix, of]) =>
      `  '${prefix}': [${of.map(({ room }) => `() => import('./${room}/service.ts')`).join(', ')}],`,
  )
  .join('\n')}
};
`;
};

/** All at once, for templates, pages and tests; nothing that is deployed imports it. */
export const bookIndex = (services: readonly Room<Service>[]): string => `${header}
import { bookOf } from '../aws/iam/book.ts';
${services.map(({ room }) => `import ${room} from './${room}/service.ts';`).join('\n')}

export const services = { ${services.map(({ room }) => room).join(', ')} };

/** What is known of every service. */
export const book = bookOf(Object.values(services));
`;
