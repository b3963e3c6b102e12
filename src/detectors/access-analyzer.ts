import {
  AccessAnalyzerClient,
  type AnalyzerSummary,
  type FindingSummary,
  ListAnalyzersCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-accessanalyzer';
import { parseArn } from '../aws/arn.ts';
import type { Spoken } from '../core/model/detectors.ts';
import type { Detector } from './detector.ts';
import { isoOf, withoutQualifier } from './named.ts';
import { firstPages, unreadBeyond } from './pages.ts';

/** What the analyzer says in fields, in a sentence. */
const titleOf = ({ isPublic, principal = {}, action = [] }: FindingSummary): string => {
  const who = isPublic === true ? 'Anybody' : Object.values(principal).join(', ') || 'Somebody outside';
  const [first, ...more] = action;
  const what = first === undefined ? '' : `: ${first}${more.length > 0 ? ` and ${more.length} more` : ''}`;
  return `${who} has access by its policy${what}`;
};

const spokenBy = (finding: FindingSummary, analyzer: string): readonly Spoken[] => {
  const { id = '', resource, isPublic, updatedAt } = finding;
  if (resource === undefined) return [];
  const of = withoutQualifier(resource);
  return [
    {
      of,
      statement: {
        id: `${analyzer} ${id}`,
        title: titleOf(finding),
        severity: 'unrated',
        means: isPublic === true ? 'public' : 'shared',
        ...isoOf(updatedAt),
      },
    },
  ];
};

/** Of external access. Those of unused access are about roles and users, which Waxseal does not look at. */
const isExternal = ({ type, status }: AnalyzerSummary): boolean =>
  (type === 'ACCOUNT' || type === 'ORGANIZATION') && status === 'ACTIVE';

/** Who outside reaches a resource by its policy. */
export const accessAnalyzer: Detector = {
  name: 'IAM Access Analyzer',
  permissions: ['access-analyzer:ListAnalyzers', 'access-analyzer:ListFindings'],
  about: async (asked, aws) => {
    const { account } = asked;
    const client = aws.use(AccessAnalyzerClient);
    const analyzers = await firstPages<AnalyzerSummary>(async (nextToken) => {
      const answer = await client.send(new ListAnalyzersCommand({ maxResults: 100, nextToken }));
      return { items: answer.analyzers, next: answer.nextToken };
    });
    // One of the account knows fewer as its own than one of the organization: it says more.
    const all = analyzers.items.filter(isExternal);
    const analyzer = all.find(({ type }) => type === 'ACCOUNT') ?? all[0];
    if (analyzer?.arn === undefined)
      return {
        is: 'off',
        says: 'No analyzer of external access is active here.',
        todo: 'Create an analyzer of external access in this Region; it costs nothing.',
      };
    const { arn: analyzerArn } = analyzer;
    const read = await firstPages<FindingSummary>(async (nextToken) => {
      const { findings, nextToken: next } = await client.send(
        new ListFindingsCommand({
          analyzerArn,
          filter: { status: { eq: ['ACTIVE'] }, resourceOwnerAccount: { eq: [account] } },
          maxResults: 100,
          nextToken,
        }),
      );
      return { items: findings, next };
    });
    const own = read.items.filter(
      ({ status, resourceOwnerAccount, resource }) =>
        status === 'ACTIVE' &&
        resourceOwnerAccount === account &&
        parseArn(resource ?? '')?.partition === asked.partition,
    );
    // Of these it knows nothing: that is no access, and not none.
    const failed = own.filter(({ error }) => error !== undefined);
    const unread = [
      unreadBeyond(read).unread,
      failed.some(({ resource = '' }) => asked.arns.has(withoutQualifier(resource)))
        ? 'It could not analyze every policy of these resources.'
        : undefined,
    ].filter((words) => words !== undefined);
    return {
      is: 'told',
      spoken: own.flatMap((one) => (failed.includes(one) ? [] : spokenBy(one, analyzerArn))),
      ...(unread.length > 0 && { unread: unread.join(' ') }),
    };
  },
};
