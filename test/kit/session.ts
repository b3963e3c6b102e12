import { actionsFor } from '../../src/adapters/aws/sessions.ts';
import { packedSizeEstimate, sessionPolicy } from '../../src/aws/iam/session-policy.ts';
import { matches } from '../../src/core/policy/glob.ts';
import type { Outcome } from '../../src/core/model/outcome.ts';
import type { Plan } from '../../src/core/model/plan.ts';
import type { Meta } from '../../src/core/model/remediation.ts';
import type { Call } from '../../src/sandbox/world.ts';
import { book } from '../../src/services/book.ts';
import { contracts, serviceOfOperation, unsaid, type Contracts } from './contracts.ts';

interface Grant {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

const list = (value: string | readonly string[]): readonly string[] => [value].flat();

/** The ARNs that a call's input names, as the contract of its service reads them. */
const resourcesIn = ({ operation, input }: Call, { target }: Plan, of: Contracts): readonly string[] => {
  const named = of[serviceOfOperation(operation, of)]?.named ?? {};
  return typeof input === 'object' && input !== null
    ? Object.entries(input).flatMap(([key, value]) => {
        const arn = Object.hasOwn(named, key) ? named[key] : undefined;
        return arn && typeof value === 'string' ? [arn(value, target, { ...input })] : [];
      })
    : [];
};

/** Which of an action's resources the request names: an action on databases is not checked against buckets. */
const concerns = (action: string, arn: string): boolean => {
  const scope = book.scopeOf(action);
  if (!scope || 'everywhere' in scope) return false;
  const word = arn.split(':').at(2);
  return action.startsWith(`${word}:`);
};

/** Writes that IAM checks against no resource: whoever may do them, may in the whole account and Region. */
export const withoutResources: readonly string[] = ['events:PutPermission', 'events:RemovePermission'];

/**
 * What the session of a run would refuse of the writes that were recorded for it, and what else is wrong with the
 * session. Empty: it allows them, each resource of each, and its size is within AWS's limits.
 */
export const wrongWithSession = (
  meta: Meta,
  outcome: Outcome | undefined,
  calls: readonly Call[],
  of: Contracts = contracts,
): readonly string[] => {
  if (!outcome || !('plan' in outcome) || !outcome.plan) return ['the outcome has no plan'];
  const { plan } = outcome;
  const aim = { ...plan.target, changes: plan.changes };
  const cut = sessionPolicy(actionsFor(meta, plan.kind), aim, book);
  if ('wrong' in cut) return [cut.wrong];
  const packed = packedSizeEstimate(cut.policy);
  const { Statement }: { readonly Statement: readonly Grant[] } = JSON.parse(cut.policy);
  const allows = (action: string, arn: string): boolean =>
    Statement.some(
      ({ Action, Resource }) =>
        list(Action).includes(action) && list(Resource).some((pattern) => matches(pattern, arn)),
    );
  const refused = calls.flatMap((call) => {
    const [service = '', operation = ''] = call.operation.split(':');
    const actions = book.actionsOf(service, operation)?.actions ?? [];
    const resources = resourcesIn(call, plan, of);
    if (resources.length === 0)
      return [unsaid(serviceOfOperation(call.operation, of), `what ${call.operation} names: named`)];
    return actions.flatMap((action) =>
      resources
        .filter((arn) => concerns(action, arn) && !allows(action, arn))
        .map((arn) => `${action} on ${arn}`),
    );
  });
  const wide = Statement.flatMap(({ Action, Resource }) =>
    list(Resource).includes('*') ? list(Action).filter((action) => !withoutResources.includes(action)) : [],
  );
  return [
    ...refused,
    ...wide.map((action) => `${action} on everything`),
    ...(packed > 60 ? [`packed to ${packed} % by our estimate`] : []),
  ];
};
