import type { Host } from '../../src/sandbox/host.ts';
import { onlyReads } from '../../src/sandbox/services.ts';
import type { Contract } from './contract.ts';
import { contracts, serviceOfOperation, unsaid, type Contracts } from './contracts.ts';

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const saidOf = (said: Contract['sets'], operation: string) => [said?.[operation] ?? []].flat();

/** An answer whose sets come in another order; `met` hears of each list of which nobody has said whether it is one. */
export const turned = (
  operation: string,
  output: object,
  met: (unsaid: string) => void,
  of: Contracts = contracts,
): object => {
  const service = serviceOfOperation(operation, of);
  const sets = saidOf(of[service]?.sets, operation);
  const ordered = saidOf(of[service]?.ordered, operation);
  const turn = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) {
      const items = value.map((item) => turn(item, path));
      if (sets.includes(path)) return items.toReversed();
      if (!ordered.includes(path)) met(unsaid(service, `whether ${path} of ${operation} is a set`));
      return items;
    }
    if (!isPlain(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, turn(inner, path === '' ? key : `${path}.${key}`)]),
    );
  };
  const texts = sets.flatMap((set) => (typeof set === 'function' ? [set] : []));
  return texts.reduce<object>((so, text) => text({ ...so }), Object(turn({ ...output }, '')));
};

/** The same account, whose sets come in another order. */
export const permuted =
  (met: (unsaid: string) => void) =>
  (host: Host): Host => ({
    ...host,
    call: (request) => {
      const output = host.call(request);
      return onlyReads(request.operation) ? turned(request.operation, output, met) : output;
    },
  });
