import { describe, expect, test } from 'vitest';
import { WaxsealError } from '../../../src/core/model/errors.ts';
import type { Closed, Ports } from '../../../src/core/model/ports.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import { undo } from '../../../src/core/engine/undo.ts';
import { wake } from '../../../src/core/engine/waker.ts';
import { explain } from '../../../src/adapters/aws/aws-errors.ts';
import { toyOf, type Toy } from '../../kit/toy.ts';

const dials = () => ({ a: 0, b: 0 });
const until = '2026-11-22T08:00:00.000Z';

/** The toy's world with a change calendar that a test can close. */
const kept = (toy: Toy) => {
  const calendar: { closed: Closed | undefined; asked: number } = { closed: undefined, asked: 0 };
  const ports: Ports = {
    ...toy.ports,
    explain,
    calendar: async () => {
      calendar.asked += 1;
      return calendar.closed;
    },
  };
  return { calendar, ports };
};

describe('a closed change calendar', () => {
  test('puts a fix off until it opens', async () => {
    const toy = toyOf(dials());
    const { calendar, ports } = kept(toy);
    calendar.closed = { until };
    const outcome = await reconcile(toy.job, ports);
    expect(outcome).toMatchObject({ is: 'deferred', until, because: [{ check: 'calendar' }, {}] });
    expect(outcome).toMatchObject({ because: [{ says: `A change calendar is closed until ${until}.` }, {}] });
    expect(toy.writes).toEqual([]);

    toy.pass(60);
    await wake(toy.catalog, ports);
    expect(toy.writes).toEqual([]);
    calendar.closed = undefined;
    toy.pass(22 * 60);
    expect((await wake(toy.catalog, ports)).map(({ is }) => is)).toEqual(['remediated']);
  });

  test('stops a run between two puts; it is finished when the calendar opens', async () => {
    const toy = toyOf(dials());
    const { calendar, ports } = kept(toy);
    toy.at = (call) => {
      if (call === 'put a done') calendar.closed = { until };
    };
    expect(await reconcile(toy.job, ports)).toMatchObject({
      is: 'deferred',
      because: [{ check: 'calendar' }],
    });
    expect(toy.writes).toEqual(['a=1']);
    toy.pass(10);
    expect((await wake(toy.catalog, ports)).map(({ is }) => is)).toEqual(['deferred']);
    expect(toy.writes).toEqual(['a=1']);
    calendar.closed = undefined;
    toy.pass(24 * 60);
    expect((await wake(toy.catalog, ports)).map(({ is }) => is)).toEqual(['remediated']);
    expect(toy.writes).toEqual(['a=1', 'b=1']);
  });

  test('holds back what was approved, too', async () => {
    const toy = toyOf(dials());
    const { calendar, ports } = kept(toy);
    toy.policy = { ...toy.policy, mode: 'ask' };
    expect((await reconcile(toy.job, ports)).is).toBe('approval-requested');
    toy.decision = { is: 'approved', by: ['arn:aws:iam::111122223333:user/dana'] };
    calendar.closed = { until };
    expect(await reconcile(toy.job, ports)).toMatchObject({
      is: 'deferred',
      because: [{ check: 'calendar' }, {}, {}],
    });
    calendar.closed = undefined;
    expect((await reconcile(toy.job, ports)).is).toBe('remediated');
  });

  test('keeps nobody from taking back what was changed', async () => {
    const toy = toyOf(dials());
    const { calendar, ports } = kept(toy);
    const remediated = await reconcile(toy.job, ports);
    calendar.closed = { until };
    const request = {
      run: 'run' in remediated ? (remediated.run ?? '') : '',
      actor: 'dana',
      reason: 'it broke',
    };
    expect((await undo(request, toy.catalog, ports)).is).toBe('rolled-back');
    expect(toy.dials).toEqual(dials());
  });

  test('that cannot be read lets nothing be written', async () => {
    const toy = toyOf(dials());
    const { ports } = kept(toy);
    const calendar = async () => {
      throw new WaxsealError({ code: 'calendar-unclear', says: 'Nobody knows.', todo: 'Look.' });
    };
    const outcome = await reconcile(toy.job, { ...ports, calendar });
    expect(outcome).toMatchObject({ is: 'failed', failure: { code: 'calendar-unclear' } });
    expect(toy.writes).toEqual([]);
  });

  test('is not asked about by what writes nothing', async () => {
    const toy = toyOf(dials());
    const { calendar, ports } = kept(toy);
    toy.policy = { ...toy.policy, mode: 'dry-run' };
    await reconcile(toy.job, ports);
    expect(calendar.asked).toBe(0);
  });
});
