import type { Reading } from '../../core/evidence/verdict.ts';
import type { NotKnown, Question } from '../../core/model/evidence.ts';
import { isOffered, offeredIn, protocolOf } from '../elb-access-logs/harm.ts';
import { offender, probeAgent } from '../entries.ts';
import { listOf } from '../logs-insights/kinds.ts';
import { groupNameOf, groupOf, type Row } from '../logs-insights/query.ts';
import { countsOf, present, type Counting } from '../logs-insights/rows.ts';
import { queryPermissions } from '../logs-insights/source.ts';
import { latestOf } from '../since.ts';
import type { Asking, Source } from '../source.ts';
import { commandFor } from './commands.ts';
import { formatOf, isTls, lackingIn, type Format } from './format.ts';
import type { Stage } from './stage.ts';
import { stagesOfApi, stagesOfDomain } from './stages.ts';

/** Records come within minutes; no page promises it. */
const lateHours = 1;

/** Of whom an ARN of API Gateway is: it has no account, but for private domains. */
const placeIn = /^arn:[^:]+:apigateway:[^:]*:[^:]*:\/(?<kind>domainnames|restapis)\/(?<name>[^/]+)$/;
interface Asked {
  readonly kind: 'domain' | 'api';
  readonly name: string;
}
const askedIn = ({ of }: Question): Asked | undefined => {
  const { kind, name } = placeIn.exec(of)?.groups ?? {};
  return name === undefined ? undefined : { kind: kind === 'restapis' ? 'api' : 'domain', name };
};

/**
 * Whether a request came by the way that the policy is about. A format without the name does not say: then it did. That of an API
 * is met by whatever way: "When you invoke that custom domain name, API Gateway uses the security policy of the API".
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-update.html
 */
const isBy = ({ kind, name }: Asked, domain: string | undefined): boolean => {
  if (kind === 'api' || domain === undefined) return true;
  const host = domain.toLowerCase();
  const own = name.toLowerCase();
  return own.startsWith('*.') ? host.slice(host.indexOf('.')) === own.slice(1) : host === own;
};

const nameOf = ({ api, name }: Stage): string => `stage ${name} of API ${api}`;

const isLogs = (arn: string): boolean => /^arn:[^:]+:logs:/.test(arn);

/** Why the log of a stage does not tell, if it does not. */
export const missingIn = (stage: Stage): string | undefined => {
  const { destination, format } = stage;
  if (destination === undefined || format === undefined) return `${nameOf(stage)} writes no access log`;
  if (!isLogs(destination))
    return `the access log of ${nameOf(stage)} goes to ${destination}, which is not read here`;
  const lacking = lackingIn(format);
  if (lacking.length > 0) return `the access log of ${nameOf(stage)} lacks ${lacking.join(' and ')}`;
  return formatOf(format)
    ? undefined
    : `the access log of ${nameOf(stage)} has nothing between two variables`;
};

/** What is not in the format's words, or tells no protocol: nobody knows who it was. */
const isUnreadable = ({ tls, cipher }: Row): boolean => !isTls(tls, cipher);

const countingOf = (
  asked: Asked,
  stage: Stage,
  { pattern, fields }: Format,
  question: Question,
): Counting => {
  const stays = offeredIn(question);
  const only = (...names: Format['fields']) => names.filter((name) => fields.includes(name)).join(', ');
  const all = `fields @timestamp | parse @message /${pattern}/`;
  const isOurs = (row: Row): boolean =>
    (present(row['api']) ?? stage.api) === stage.api &&
    (present(row['stage']) ?? stage.name) === stage.name &&
    isBy(asked, present(row['domain']));
  const isKept = ({ tls = '', cipher = '' }: Row): boolean => isOffered({ protocol: tls, cipher }, stays);
  return {
    all,
    tells: only('tls', 'cipher', 'domain', 'api', 'stage'),
    suspects: `${all} | filter ispresent(tls) and not (tls in ${listOf(stays.protocols)} and cipher in ${listOf(stays.ciphers)})`,
    people: only('tls', 'cipher', 'domain', 'api', 'stage', 'address', 'agent', 'principal'),
    meaning: {
      byHour: (row) => {
        if (isUnreadable(row)) return isOurs(row) ? 'broken' : 'apart';
        if (!isOurs(row)) return 'apart';
        return isKept(row) ? 'secure' : 'suspicious';
      },
      byPeople: (row, at) => {
        if (isUnreadable(row)) return 'broken';
        if (!isOurs(row) || row['agent']?.startsWith(probeAgent) === true) return { at, is: 'apart' };
        if (isKept(row)) return { at, is: 'secure' };
        return offender(at, {
          principal: present(row['principal']),
          agent: present(row['agent']),
          address: present(row['address']),
          tls: protocolOf(row['tls'] ?? ''),
        });
      },
    },
  };
};

/** What the log of one stage says. */
const readStage = async (
  asked: Asked,
  stage: Stage,
  until: Date,
  asking: Asking,
): Promise<Reading | NotKnown> => {
  const { question, target } = asking;
  const { destination = '', format: text = '' } = stage;
  const format = formatOf(text);
  const group = groupNameOf(destination);
  const found = await groupOf(group, target, asking);
  if (!found || !format)
    return { is: 'unknown', why: 'off', says: `The log group ${group} of ${nameOf(stage)} is gone.` };
  const place = { group, location: target, storedBytes: found.storedBytes };
  return {
    is: 'read',
    source: `access log of ${nameOf(stage)} in log group ${group}`,
    complete: false,
    onSince: found.onSince,
    until: until.toISOString(),
    ...(await countsOf(countingOf(asked, stage, format, question), place, until, asking)),
  };
};

/** As little as any of them says: a stage that tells nothing could be where the old client comes. */
const together = (all: readonly Reading[]): Reading => ({
  is: 'read',
  source: all.map(({ source }) => source).join('; '),
  complete: false,
  onSince: latestOf(all.map(({ onSince }) => onSince)),
  until: all.map(({ until }) => until).toSorted()[0] ?? '',
  secure: Math.min(...all.map(({ secure }) => secure)),
  offending: all.reduce((sum, one) => sum + one.offending, 0),
  callers: all.flatMap(({ callers }) => callers).toSorted((a, b) => b.count - a.count),
  silentHours: Math.max(...all.map(({ silentHours }) => silentHours)),
  unread: all.reduce((sum, one) => sum + one.unread, 0),
  cutOff: all.some(({ cutOff }) => cutOff),
});

/** The stages that a question is about. */
export const stagesFor = async (question: Question, asking: Pick<Asking, 'look' | 'target'>) => {
  const asked = askedIn(question);
  if (!asked || asked.name.includes('+')) return undefined;
  const aws = asking.look(asking.target);
  const stages = await (asked.kind === 'api' ? stagesOfApi : stagesOfDomain)(asked.name, aws);
  return { asked, stages };
};

const read = async (asking: Asking): Promise<Reading | NotKnown> => {
  const { question, window, target } = asking;
  const found = await stagesFor(question, asking);
  if (!found)
    return {
      is: 'unknown',
      why: 'not-observable',
      says: 'Which stages a private domain leads to is not read here.',
    };
  const { asked, stages } = found;
  if (stages.length === 0)
    return { is: 'unknown', why: 'no-traffic', says: `${asked.name} leads to no stage that is there.` };
  const until = new Date(window.to.getTime() - lateHours * 3_600_000);
  const readings: Reading[] = [];
  const missing: NotKnown[] = [];
  for (const stage of stages) {
    const lacks = missingIn(stage);
    const one: Reading | NotKnown =
      lacks === undefined
        ? await readStage(asked, stage, until, asking)
        : {
            is: 'unknown',
            why: 'off',
            says: `${lacks.charAt(0).toUpperCase()}${lacks.slice(1)}.`,
            enable: {
              how: commandFor(stage, target),
              costs: 'About 0.50 dollars for each GB of logs in CloudWatch Logs.',
            },
          };
    if (one.is === 'read') readings.push(one);
    else missing.push(one);
  }
  // Whoever is seen at one stage is seen, whatever another does not tell.
  const seen = readings.filter(({ offending }) => offending > 0);
  const [first] = missing;
  if (first && seen.length === 0) return first;
  return together(readings);
};

/** Access logs of stages of REST and HTTP APIs in CloudWatch Logs, in whatever format that has the variables of TLS. */
export const apiGatewayLogs: Source = {
  name: 'Access logs of API Gateway',
  permissions: ['apigateway:GET', 'apigateway:ListRoutingRules', ...queryPermissions],
  answers: (question) => question.ask === 'tls-not-offered' && askedIn(question) !== undefined,
  read,
};
