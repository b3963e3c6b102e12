import { describe, expect, test } from 'vitest';
import { faultOf } from '../../src/sandbox/own-faults.ts';
import { book } from '../../src/services/book.ts';
import { catalog, listings } from '../../src/services/index.ts';
import { stage, type Answering } from '../kit/account.ts';

/**
 * What holds for every unit of the family: what a policy, or a role of ours, does not let us see is told to people. It makes
 * no event fail, which would only be sent again and again.
 */

const units = await Promise.all(listings.map(({ id }) => catalog.remediation(id)));
const statements = units.filter(({ meta }) => meta.family === 'statement').map(({ meta }) => meta.id);

const serviceOf = (operation: string): string => operation.slice(0, operation.indexOf(':'));
const actionsOf = (operation: string): readonly string[] => {
  const service = serviceOf(operation);
  return book.actionsOf(service, operation.slice(service.length + 1))?.actions ?? [];
};

const denying =
  (denied: ReadonlySet<string>): Answering =>
  ({ operation }, answer) => {
    if (denied.has(operation)) throw faultOf('access-denied', serviceOf(operation));
    return answer();
  };

test('there are such units', () => {
  expect(statements.length).toBeGreaterThan(0);
});

describe.each(statements)('%s', (id) => {
  test('whatever of it is denied, a look ends with what is known', async () => {
    const { resolve, live, target } = await stage(id);
    const asked = new Set<string>();
    const noting: Answering = ({ operation }, answer) => {
      asked.add(operation);
      return answer();
    };
    await resolve(noting, target.id);
    await live(noting, false);

    /** What is wrong with a look that begins with the id in an event, where this is denied. */
    const wrongWithout = async (denied: ReadonlySet<string>): Promise<string | undefined> => {
      try {
        expect(await resolve(denying(denied), target.id)).toEqual(target);
        const { outcome } = await live(denying(denied), false);
        if (outcome.is === 'unknown') {
          expect(outcome.why.id).toMatch(/^(?:policy|description)-hidden$/);
          // Who reads it is told what to allow.
          const actions = [...denied].flatMap(actionsOf);
          expect(outcome.why.todo?.match(/\w+:\w+/g)).toEqual(
            expect.arrayContaining([expect.toBeOneOf(actions)]),
          );
        } else expect(denied.size, `${outcome.is}, though all is denied`).toBe(1);
        return outcome.is === 'failed' ? outcome.failure.says : undefined;
      } catch (error) {
        return `${[...denied].join(', ')}: ${String(error)}`;
      }
    };
    const each = [...asked].map((operation) => new Set([operation]));
    const wrong = [];
    for (const denied of [...each, asked]) wrong.push(await wrongWithout(denied));
    expect(wrong.filter((one) => one !== undefined)).toEqual([]);
  });
});
