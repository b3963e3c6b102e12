import {
  BatchGetAccountStatusCommand,
  type Finding,
  Inspector2Client,
  ListFindingsCommand,
} from '@aws-sdk/client-inspector2';
import { formatArn } from '../aws/arn.ts';
import { WaxsealError } from '../core/model/errors.ts';
import type { Asked, Spoken } from '../core/model/detectors.ts';
import type { Detector } from './detector.ts';
import { instanceArn, isoOf, severityOf } from './named.ts';
import { firstPages, unreadBeyond } from './pages.ts';

/** `port 80` or `ports 8000-8100`. */
const portsOf = ({ networkReachabilityDetails }: Finding): string => {
  const { begin, end } = networkReachabilityDetails?.openPortRange ?? {};
  if (begin === undefined) return 'a port';
  return end === undefined || end === begin ? `port ${begin}` : `ports ${begin}-${end}`;
};

/** The instance, and what the way to it leads through: load balancers and security groups. */
const resourcesOf = (
  { resources = [], networkReachabilityDetails }: Finding,
  place: Asked,
): readonly string[] => {
  const { region } = place;
  const named = (id: string): readonly string[] => {
    if (id.startsWith('arn:')) return [id];
    if (/^i-[0-9a-f]+$/.test(id)) return [instanceArn(place, id)];
    return /^sg-[0-9a-f]+$/.test(id)
      ? [formatArn({ ...place, service: 'ec2', resource: `security-group/${id}` })]
      : [];
  };
  const steps = networkReachabilityDetails?.networkPath?.steps ?? [];
  const ids = [
    ...resources.filter((one) => one.region === undefined || one.region === region).map(({ id }) => id),
    ...steps.flatMap(({ componentId, componentArn }) => [componentId, componentArn]),
  ];
  return [...new Set(ids.flatMap((id) => (id === undefined ? [] : named(id))))];
};

const spokenBy = (finding: Finding, place: Asked): readonly Spoken[] => {
  const { findingArn = '', title, severity, lastObservedAt, networkReachabilityDetails } = finding;
  const protocol = networkReachabilityDetails?.protocol ?? 'TCP';
  return resourcesOf(finding, place).map((of) => ({
    of,
    statement: {
      id: findingArn,
      title: `${title ?? 'Reachable from outside'} (${portsOf(finding)}, ${protocol})`,
      severity: severityOf(severity),
      means: 'reachable',
      ...isoOf(lastObservedAt),
    },
  }));
};

const is = (value: string) => [{ comparison: 'EQUALS', value }] as const;

/** Ways from the internet to a port. What it finds in packages is many, and none of it is about transit: it is not asked. */
export const inspector: Detector = {
  name: 'Inspector',
  permissions: ['inspector2:BatchGetAccountStatus', 'inspector2:ListFindings'],
  about: async (asked, aws) => {
    const { account } = asked;
    const client = aws.use(Inspector2Client);
    const { accounts } = await client.send(new BatchGetAccountStatusCommand({ accountIds: [account] }));
    const state = accounts?.find(({ accountId }) => accountId === account)?.resourceState;
    if (!state)
      throw new WaxsealError({
        code: 'answer-incomplete',
        says: 'Inspector answered without the account that it was asked about.',
        todo: 'Nothing was decided by it. Try again.',
        retry: true,
      });
    if (state.ec2?.status !== 'ENABLED')
      return {
        is: 'off',
        says: 'Inspector does not scan EC2 here.',
        todo: 'Activate EC2 scanning of Inspector in this Region to hear what can be reached; it costs by the instance.',
      };
    const read = await firstPages<Finding>(async (nextToken) => {
      const { findings, nextToken: next } = await client.send(
        new ListFindingsCommand({
          filterCriteria: {
            awsAccountId: [...is(account)],
            findingStatus: [...is('ACTIVE')],
            findingType: [...is('NETWORK_REACHABILITY')],
          },
          maxResults: 100,
          nextToken,
        }),
      );
      return { items: findings, next };
    });
    // A delegated administrator sees the findings of its members.
    const own = read.items.filter(
      ({ awsAccountId, status, type }) =>
        awsAccountId === account && status === 'ACTIVE' && type === 'NETWORK_REACHABILITY',
    );
    return { is: 'told', spoken: own.flatMap((one) => spokenBy(one, asked)), ...unreadBeyond(read) };
  },
};
