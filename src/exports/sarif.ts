import { sarifLog } from '../code/sarif-log.ts';
import { nameOf } from '../report/name.ts';
import { onlyWords } from '../report/only.ts';
import { relatedTo } from './requirements.ts';
import { gravityOf, reasonsOf, type Result, resultOf, stableId } from './result.ts';
import { type About, aboutOf, type Exported } from './source.ts';

const levels = { high: 'error', medium: 'warning', low: 'note' } as const;
/** `open`: SARIF's word for a rule that was evaluated without information enough to decide. */
const kinds = { passed: 'pass', failed: 'fail', unknown: 'open' } as const satisfies Record<Result, string>;

const ruleOf = (about: About) => {
  const { id, title = id, summary, docs } = about;
  return {
    id,
    shortDescription: { text: title },
    ...(summary !== undefined && { fullDescription: { text: summary } }),
    ...(docs?.[0] !== undefined && { helpUri: docs[0] }),
    help: { text: summary ?? title },
    defaultConfiguration: { level: levels[gravityOf(about)] },
    properties: { tags: [...relatedTo(about)] },
  };
};

/**
 * Findings as SARIF. A resource is no file: its ARN is a logical location, and no physical one is made up. What is on hold
 * or exempt is suppressed with its reason; kinds that could not be listed are told by the run itself.
 */
export const sarifReport = ({ report, about, version }: Exported) => {
  const ids = [...new Set(report.items.map(({ remediation }) => remediation))].toSorted();
  const held = Map.groupBy(report.held, ({ finding }) => finding);
  return sarifLog(version, {
    rules: ids.map((id) => ruleOf(aboutOf(about, id))),
    ...(report.only && { properties: { only: onlyWords(report.only) } }),
    invocations: [
      {
        executionSuccessful: report.unlisted.length === 0,
        endTimeUtc: report.at,
        toolExecutionNotifications: report.unlisted.map(({ account, region, type, says, todo }) => ({
          level: 'error',
          message: { text: `${type} of ${account} in ${region} could not be listed: ${says} ${todo}` },
        })),
      },
    ],
    results: report.items.map((item) => {
      const { finding, remediation, target, todo, since, lastSeen } = item;
      const result = resultOf(item);
      const why = held.get(finding) ?? [];
      return {
        ruleId: remediation,
        ruleIndex: ids.indexOf(remediation),
        kind: kinds[result],
        level: result === 'failed' ? levels[gravityOf(aboutOf(about, remediation))] : 'none',
        message: {
          text: [
            nameOf(target),
            ': ',
            [...reasonsOf(item, why), result === 'passed' ? '' : todo].filter(Boolean).join(' '),
          ].join(''),
        },
        locations: [
          {
            logicalLocations: [{ name: nameOf(target), fullyQualifiedName: target.arn, kind: 'resource' }],
          },
        ],
        partialFingerprints: { 'waxsealFinding/v1': stableId(target, remediation) },
        ...(item.standing === 'held' && {
          suppressions: (why.length > 0 ? why : [{ says: reasonsOf(item, why).join(' ') }]).map(
            ({ says }) => ({ kind: 'external', status: 'accepted', justification: says }),
          ),
        }),
        properties: {
          account: target.account,
          region: target.region,
          resourceType: target.type,
          standing: item.standing,
          outcome: item.outcome,
          lastSeen,
          ...(since !== undefined && { since }),
          ...(item.owner !== undefined && { owner: item.owner }),
        },
      };
    }),
  });
};
