import {
  DescribeDomainCommand,
  DescribeDomainConfigCommand,
  OpenSearchClient,
  UpdateDomainConfigCommand,
  type DomainConfig,
  type DomainStatus,
  type UpdateDomainConfigCommandInput,
} from '@aws-sdk/client-opensearch';
import { droppedFrom } from '../../../aws/dropped-members.ts';
import { isNamed, unless } from '../../../aws/error-names.ts';
import { WaxsealError } from '../../../core/model/errors.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { readinessBy, type Readiness } from '../../../families/steps.ts';
import { wholeAnswer } from '../../../families/whole-answer.ts';
import { weakest } from '../facts/tls-policies.ts';

/**
 * What is ordered, which comes to be so only when the deployment is over. `undefined`: the domain is gone.
 * https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DescribeDomainConfig.html
 */
export const configOf = async (
  { id: DomainName }: Target,
  aws: Aws,
): Promise<{ readonly config: DomainConfig; readonly dropped: readonly string[] } | undefined> => {
  const command = wholeAnswer(new DescribeDomainConfigCommand({ DomainName }), {
    root: (answer) => answer,
    whole: 'DomainConfig.DomainEndpointOptions.Options',
  });
  const answer = await unless(
    'ResourceNotFoundException',
    undefined,
    aws.use(OpenSearchClient).send(command),
  );
  return answer?.DomainConfig && { config: answer.DomainConfig, dropped: droppedFrom(answer) };
};

const hints = (progress: string) => ({
  ValidationFailed: `AWS refused the change that somebody ordered last. See why (${progress}), correct it, and order it again or cancel it; the domain is evaluated again afterwards.`,
  PendingUserInput: `A change that somebody ordered waits for an answer. See which (${progress}) and give it; the domain is evaluated again afterwards.`,
});

/** https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainStatus.html */
const byStatus = readinessBy({
  ready: ['Active'],
  busy: ['Creating', 'Modifying', 'UpgradingEngineVersion', 'UpdatingServiceSoftware', 'Deleting'],
  people: { Isolated: 'AWS has isolated the domain: ask AWS Support why, or delete it.' },
});
/** https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_ChangeProgressDetails.html */
const byChange = ({ id, region }: Target) =>
  readinessBy({
    ready: ['Completed', 'Cancelled'],
    busy: ['Pending', 'Initializing', 'Validating', 'ApplyingChanges'],
    people: hints(`aws opensearch describe-domain-change-progress --domain-name ${id} --region ${region}`),
  });

/** `state`: of the options that are looked at, as DescribeDomainConfig has it. */
export const readinessOf = (domain: DomainStatus, state: string | undefined, target: Target): Readiness => {
  const { Created, Deleted, Processing, UpgradeProcessing, DomainProcessingStatus, ChangeProgressDetails } =
    domain;
  if (Deleted) return { is: 'busy', status: 'Deleting' };
  if (Created === false) return { is: 'busy', status: 'Creating' };
  const whole = byStatus(DomainProcessingStatus ?? '');
  if (whole.is !== 'ready') return whole;
  const change = byChange(target)(ChangeProgressDetails?.ConfigChangeStatus ?? 'Completed');
  if (change.is !== 'ready') return change;
  // Older than the status, and still told.
  if (Processing || UpgradeProcessing) return { is: 'busy', status: 'Processing' };
  return state === 'Active' ? whole : { is: 'busy', status: state ?? 'without a state of these options' };
};

/** What is said by both units while AWS is at work: what never ends is nobody's whom nobody tells. */
export const busy = {
  says: 'The domain {name} is {status}; nothing is changed in it until that is over.',
  todo: 'Nothing, unless it stays so for more than a day: see then what it waits for (aws opensearch describe-domain-change-progress --domain-name {name} --region {region}), and ask AWS Support.',
} as const;

/** What only this room throws: an undo that AWS takes no more. */
export const errors = {
  'https-needed': {
    says: 'OpenSearch Service refused to take plain HTTP again: fine-grained access control is on in the domain by now, and needs HTTPS.',
    todo: 'Leave it as it is, and give the clients that are left URLs with https://. Fine-grained access control is never switched off again: without it there is only a new domain, from a snapshot.',
  },
  'old-tls-ended': {
    says: 'OpenSearch Service refused the security policy with TLS 1.0 and 1.1: AWS announced that it supports neither from 2026-04-20 on.',
    todo: 'Leave it as it is, and have old clients speak TLS 1.2. If some come without forward secrecy, set Policy-Min-TLS-1-2-2019-07 by hand and name it in acceptedPolicies.',
  },
} as const;

/** Why AWS will not take it later either. https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html */
const noWayBack = (
  { DomainEndpointOptions: options }: Omit<UpdateDomainConfigCommandInput, 'DomainName'>,
  { AdvancedSecurityOptions: access }: DomainStatus,
  cause: unknown,
): WaxsealError | undefined => {
  if (options?.EnforceHTTPS === false && access?.Enabled === true)
    return new WaxsealError({ code: 'https-needed', ...errors['https-needed'] }, { cause });
  return options?.TLSSecurityPolicy === weakest
    ? new WaxsealError({ code: 'old-tls-ended', ...errors['old-tls-ended'] }, { cause })
    : undefined;
};

/**
 * Orders a change. AWS has one error for what it does not take and for a moment in which it takes nothing: the domain tells which
 * it was. https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-configuration-changes.html
 */
export const order = async (
  change: Omit<UpdateDomainConfigCommandInput, 'DomainName'>,
  target: Target,
  aws: Aws,
): Promise<void> => {
  const client = aws.use(OpenSearchClient);
  const { id: DomainName } = target;
  try {
    await client.send(new UpdateDomainConfigCommand({ DomainName, ...change }));
  } catch (error) {
    if (!isNamed(error, 'ValidationException')) throw error;
    const { DomainStatus } = await client.send(new DescribeDomainCommand({ DomainName }));
    if (!DomainStatus) throw error;
    if (readinessOf(DomainStatus, 'Active', target).is !== 'busy') {
      throw noWayBack(change, DomainStatus, error) ?? error;
    }
    throw new WaxsealError(
      {
        code: 'conflict',
        says: `Something else is at work on domain ${DomainName}.`,
        todo: 'Nothing: it is checked again later.',
        retry: true,
      },
      { cause: error },
    );
  }
};

/** A domain as each unit looks at it: what is ordered, and whether that is so yet. */
export const domainSeen = async (target: Target, aws: Aws) => {
  const asking = aws.use(OpenSearchClient).send(new DescribeDomainCommand({ DomainName: target.id }));
  const [answer, ordered] = await Promise.all([
    unless('ResourceNotFoundException', undefined, asking),
    configOf(target, aws),
  ]);
  const domain = answer?.DomainStatus;
  return domain && ordered && domain.ARN === target.arn ? { domain, ...ordered } : undefined;
};
