import type { PutEventsRequestEntry, PutEventsResponse } from '@aws-sdk/client-eventbridge';
import type { Outcome } from '../../core/model/outcome.ts';
import type { About, Ports } from '../../core/model/ports.ts';
import type { Target } from '../../core/model/target.ts';
import { once } from '../aws/once.ts';

/** The detail of an event *Waxseal Outcome*, as `schema/outcome-event.schema.json` describes it to others. */
export interface OutcomeEvent {
  readonly schema: 'waxseal/outcome-event/v1';
  readonly outcome: Outcome['is'];
  readonly remediation: string;
  readonly target: Target;
  readonly cause: { readonly by: About['cause']['by']; readonly actor?: string; readonly reference?: string };
  readonly owner?: string;
  readonly plan?: string;
  readonly run?: string;
  readonly approvalRequest?: string;
  /** Which checks of the gate spoke, the strictest first. */
  readonly because?: readonly { readonly check: string; readonly says: string }[];
  readonly failure?: { readonly code: string; readonly says: string; readonly todo: string };
}

/** Reasons beyond these are left out: an event is no report. */
const mostReasons = 10;
const longestText = 1000;
const cut = (text: string): string =>
  text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;

/** What is told of an outcome. Names, ids and sentences; never what is in a resource. */
export const outcomeEvent = (target: Target, outcome: Outcome, about: About): OutcomeEvent => {
  const { by, actor, reference } = about.cause;
  const plan = 'plan' in outcome ? outcome.plan?.id : undefined;
  const run = 'run' in outcome ? outcome.run : undefined;
  const because = 'because' in outcome ? outcome.because : 'met' in outcome ? outcome.met : undefined;
  return {
    schema: 'waxseal/outcome-event/v1',
    outcome: outcome.is,
    remediation: about.remediation,
    target: {
      account: target.account,
      region: target.region,
      partition: target.partition,
      type: target.type,
      id: target.id,
      arn: target.arn,
    },
    cause: { by, ...(actor !== undefined && { actor }), ...(reference !== undefined && { reference }) },
    ...(about.owner !== undefined && { owner: about.owner }),
    ...(plan !== undefined && { plan }),
    ...(run !== undefined && { run }),
    ...('approvalRequest' in outcome && { approvalRequest: outcome.approvalRequest }),
    ...(because && {
      because: because.slice(0, mostReasons).map(({ check, says }) => ({ check, says: cut(says) })),
    }),
    ...(outcome.is === 'failed' && {
      failure: {
        code: outcome.failure.code,
        says: cut(outcome.failure.says),
        todo: cut(outcome.failure.todo),
      },
    }),
  };
};

export type PutEvents = (entries: PutEventsRequestEntry[]) => Promise<Pick<PutEventsResponse, 'Entries'>>;

/** The client is loaded with the first event, and kept. */
export const putEvents = (): PutEvents => {
  const client = once(async () => {
    const { EventBridgeClient } = await import('@aws-sdk/client-eventbridge');
    return new EventBridgeClient({});
  });
  return async (Entries) => {
    const { PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
    return (await client()).send(new PutEventsCommand({ Entries }));
  };
};

interface Bus {
  /** Name or ARN. */
  readonly bus: string;
  readonly now: () => Date;
  readonly put?: PutEvents;
}

/**
 * One event for each outcome that is new. Throws when EventBridge takes it not: the caller goes on.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export const notifyBus =
  ({ bus, now, put = putEvents() }: Bus): Ports['notify'] =>
  async (target, outcome, about) => {
    const { Entries = [] } = await put([
      {
        EventBusName: bus,
        Source: 'waxseal',
        DetailType: 'Waxseal Outcome',
        Time: now(),
        Resources: [target.arn],
        Detail: JSON.stringify(outcomeEvent(target, outcome, about)),
      },
    ]);
    // PutEvents answers 200 for what it did not take, too.
    const refused = Entries.find(({ ErrorCode }) => ErrorCode !== undefined);
    if (refused) throw new Error(`EventBridge: ${refused.ErrorCode}`);
  };
