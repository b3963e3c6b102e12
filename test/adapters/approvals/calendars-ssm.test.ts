import { describe, expect, test } from 'vitest';
import { calendarsInSsm } from '../../../src/adapters/approvals/calendars-ssm.ts';

const start = Date.parse('2026-01-06T08:00:00Z');
const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();

/** SSM that gives each answer once, the last one for ever. */
const asked = (...answers: readonly object[]) => {
  let time = start;
  let count = 0;
  const inputs: unknown[] = [];
  const send = async ({ input }: { readonly input: unknown }): Promise<object> => {
    inputs.push(input);
    const answer = answers[Math.min(count, answers.length - 1)] ?? {};
    count += 1;
    return answer;
  };
  const look = calendarsInSsm({
    names: ['freeze', 'arn:aws:ssm:eu-west-1:111122223333:document/peak'],
    client: async () => ({ send }),
    now: () => new Date(time),
  });
  const pass = (seconds: number): void => {
    time += seconds * 1000;
  };
  return { look, pass, inputs };
};

describe('what SSM says of change calendars', () => {
  test.each([
    ['all open', { State: 'OPEN' }, undefined],
    ['closed, and when it opens', { State: 'CLOSED', NextTransitionTime: at(90) }, { until: at(90) }],
    ['closed, and nobody knows how long', { State: 'CLOSED' }, { until: at(60) }],
    [
      'closed until a moment that is over',
      { State: 'CLOSED', NextTransitionTime: at(-1) },
      { until: at(60) },
    ],
    [
      'closed until something that is no time',
      { State: 'CLOSED', NextTransitionTime: 'soon' },
      { until: at(60) },
    ],
  ])('%s', async (_name, answer, expected) => {
    const { look, inputs } = asked(answer);
    expect(await look()).toEqual(expected);
    expect(inputs).toEqual([
      { CalendarNames: ['freeze', 'arn:aws:ssm:eu-west-1:111122223333:document/peak'] },
    ]);
  });

  test.each([{}, { State: 'AJAR' }])('%j is no answer', async (answer) => {
    const { look } = asked(answer, { State: 'OPEN' });
    await expect(look()).rejects.toMatchObject({ code: 'calendar-unclear' });
    // A failure is not kept.
    expect(await look()).toBeUndefined();
  });

  test('an answer is trusted for half a minute', async () => {
    const { look, pass, inputs } = asked({ State: 'OPEN' }, { State: 'CLOSED', NextTransitionTime: at(90) });
    await look();
    pass(29);
    expect(await look()).toBeUndefined();
    expect(inputs).toHaveLength(1);
    pass(1);
    expect(await look()).toEqual({ until: at(90) });
  });

  test('but not beyond the moment at which it changes', async () => {
    const soon = new Date(start + 5000).toISOString();
    const { look, pass, inputs } = asked({ State: 'OPEN', NextTransitionTime: soon }, { State: 'CLOSED' });
    await look();
    pass(5);
    expect(await look()).toBeDefined();
    expect(inputs).toHaveLength(2);
  });
});
