import type { ConfigServiceClient, Evaluation as Put } from '@aws-sdk/client-config-service';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Clouds } from '../../core/model/ports.ts';
import type { Location } from '../../core/model/target.ts';
import type { Invocation } from '../../intake/invocation.ts';
import { pages, whereOf } from './config-compliance.ts';
import { notifyRoleIn, type Speaking } from './notify-role.ts';

/** What a custom rule says of one resource. AWS Config takes no `INSUFFICIENT_DATA` from a function. */
export interface Evaluation {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly compliance: 'COMPLIANT' | 'NON_COMPLIANT' | 'NOT_APPLICABLE';
  /** Why, in one sentence. */
  readonly says?: string;
}

/** Hands evaluations to AWS Config, for the rule that has called. */
export type Report = (
  to: Pick<Invocation, 'location' | 'token' | 'isTest' | 'at'>,
  evaluations: readonly Evaluation[],
) => Promise<void>;

/** https://docs.aws.amazon.com/config/latest/APIReference/API_PutEvaluations.html */
const mostAtOnce = 100;
const longestAnnotation = 256;
const tries = 4;

/** No longer than AWS Config takes, and cut between characters. */
const annotation = (says: string): string => {
  if (says.length <= longestAnnotation) return says;
  const cut = says.slice(0, longestAnnotation - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
};

const refused = (count: number, location: Location): WaxsealError =>
  new WaxsealError({
    code: 'evaluations-refused',
    says: `AWS Config did not take ${count} evaluations in ${whereOf(location)}, and does not say why.`,
    todo: 'Nothing: the rule is called again, at the latest when its time comes. If it stays so, ask AWS.',
    retry: true,
  });

export interface Reporting {
  /** A client for AWS Config in a location, which may put evaluations. */
  readonly client: (location: Location) => Promise<Pick<ConfigServiceClient, 'send'>>;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** A hundred at a time. What fails of them is sent again by itself; the rest was taken. */
export const reportWith =
  ({ client, pause }: Reporting): Report =>
  async ({ location, token, isTest, at }, evaluations) => {
    const { PutEvaluationsCommand } = await import('@aws-sdk/client-config-service');
    const config = await client(location);
    const put = async (batch: readonly Put[], nth = 1): Promise<void> => {
      const asked = { Evaluations: [...batch], ResultToken: token, ...(isTest && { TestMode: true }) };
      const { FailedEvaluations = [] } = await config.send(new PutEvaluationsCommand(asked));
      if (FailedEvaluations.length === 0) return;
      if (nth >= tries) throw refused(FailedEvaluations.length, location);
      await pause(500 * 2 ** nth);
      await put(FailedEvaluations, nth + 1);
    };
    const all = evaluations.map(({ resourceType, resourceId, compliance, says }): Put => ({
      ComplianceResourceType: resourceType,
      ComplianceResourceId: resourceId,
      ComplianceType: compliance,
      ...(says && { Annotation: annotation(says) }),
      OrderingTimestamp: new Date(at),
    }));
    for (let from = 0; from < all.length; from += mostAtOnce) await put(all.slice(from, from + mostAtOnce));
  };

/** A resource that a rule has evaluated before. */
export interface Evaluated {
  readonly resourceType: string;
  readonly resourceId: string;
  /** What it does not apply to may be gone. */
  readonly applies: boolean;
  /** When it was evaluated last, as far as AWS Config says. ISO 8601. */
  readonly at: string;
}

/** Everything that a rule has said something of. */
export async function* evaluatedBy(
  rule: string,
  location: Location,
  clouds: Pick<Clouds, 'look'>,
): AsyncGenerator<Evaluated> {
  const { ConfigServiceClient, GetComplianceDetailsByConfigRuleCommand } =
    await import('@aws-sdk/client-config-service');
  const client = clouds.look(location).use(ConfigServiceClient);
  const asked = pages((NextToken) =>
    client.send(
      new GetComplianceDetailsByConfigRuleCommand({
        ConfigRuleName: rule,
        ComplianceTypes: ['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE'],
        Limit: 100,
        NextToken,
      }),
    ),
  );
  for await (const { EvaluationResults = [] } of asked)
    for (const { EvaluationResultIdentifier: id, ComplianceType, ResultRecordedTime } of EvaluationResults) {
      const { ResourceType: resourceType, ResourceId: resourceId } = id?.EvaluationResultQualifier ?? {};
      if (resourceType === undefined || resourceId === undefined) continue;
      const applies = ComplianceType !== 'NOT_APPLICABLE';
      yield { resourceType, resourceId, applies, at: ResultRecordedTime?.toISOString() ?? '' };
    }
}

const noRole = ({ account }: Location): WaxsealError =>
  new WaxsealError({
    code: 'evaluate-role-missing',
    says: `A rule of the account ${account} has called, and evaluations can only be put there with a role of that account.`,
    todo: 'Set WAXSEAL_EVALUATE_ROLE to the name of the role that the template spoke-global deploys.',
  });

/**
 * Clients for putting evaluations. AWS Config takes those of a rule only from the rule's own account: where the function
 * is, it speaks for itself, elsewhere by the role that `WAXSEAL_EVALUATE_ROLE` names.
 */
export const evaluationClients = (
  env: Readonly<Record<string, string | undefined>>,
  ownAccount: string,
): Reporting['client'] => {
  let roles: ReturnType<typeof notifyRoleIn> | undefined;
  return async (location) => {
    roles ??= notifyRoleIn(env, 'WAXSEAL_EVALUATE_ROLE');
    const speaking: Speaking | { readonly region: string } | undefined =
      location.account === ownAccount ? { region: location.region } : (await roles)?.(location);
    if (!speaking) throw noRole(location);
    const { ConfigServiceClient } = await import('@aws-sdk/client-config-service');
    // Evaluations may be put twice.
    return new ConfigServiceClient({ ...speaking, maxAttempts: 4, userAgentAppId: 'waxseal' });
  };
};
