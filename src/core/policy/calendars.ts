import type { Decision } from './gate.ts';
import type { Plan } from '../model/plan.ts';
import type { Closed, Ports } from '../model/ports.ts';
import type { Reason } from '../model/outcome.ts';

const reasonOf = ({ until }: Closed): Reason => ({
  check: 'calendar',
  says: `A change calendar is closed until ${until}.`,
  todo: 'Nothing to do: it goes on when all change calendars are open.',
});

/** Why a plan may not be written now. Calendars hold fixes back; what was changed may always be taken back. */
export const closedFor = async (
  { kind }: Pick<Plan, 'kind'>,
  ports: Pick<Ports, 'calendar'>,
): Promise<{ readonly because: Reason; readonly until: string } | undefined> => {
  const closed = kind === 'remediate' ? await ports.calendar?.() : undefined;
  return closed && { because: reasonOf(closed), until: closed.until };
};

/** The gate's answer, put off while a calendar is closed. Asked only when something would be written. */
export const keptTo = async (
  decision: Decision,
  plan: Pick<Plan, 'kind'>,
  ports: Pick<Ports, 'calendar'>,
): Promise<Decision> => {
  const closed = decision.answer === 'apply' ? await closedFor(plan, ports) : undefined;
  if (!closed) return decision;
  return { answer: 'defer', reasons: [closed.because, ...decision.reasons], until: closed.until };
};
