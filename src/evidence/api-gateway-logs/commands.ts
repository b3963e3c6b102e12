import { singleQuoted } from '../../core/say/shell.ts';
import type { Target } from '../../core/model/target.ts';
import { lackingIn } from './format.ts';
import type { Stage } from './stage.ts';

/** What a stage writes where nobody has chosen anything: no path, no query string. */
const ownFormat = JSON.stringify({
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  apiId: '$context.apiId',
  stage: '$context.stage',
  domainName: '$context.domainName',
  tlsVersion: '$context.tlsVersion',
  cipherSuite: '$context.cipherSuite',
  sourceIp: '$context.identity.sourceIp',
  userAgent: '$context.identity.userAgent',
  userArn: '$context.identity.userArn',
  status: '$context.status',
});

const asJson = (format: string, lacking: readonly string[]): string | undefined => {
  const end = format.lastIndexOf('}');
  if (!format.startsWith('{') || end < 0) return undefined;
  const more = lacking.map((name) => `"${name.replace('$context.', '')}":"${name}"`).join(',');
  const before = format.slice(0, end).trimEnd();
  return `${before}${before.endsWith('{') ? '' : ','}${more}${format.slice(end)}`;
};

/** The owner's own format, with what it lacks behind it. */
export const extended = (format: string): string => {
  const text = format.trim();
  const lacking = lackingIn(text);
  if (lacking.length === 0) return text;
  return asJson(text, lacking) ?? `${text} ${lacking.join(' ')}`;
};

const updateOf = ({ api, name, isRest }: Stage, region: string): string =>
  isRest
    ? `aws apigateway update-stage --region ${region} --rest-api-id ${api} --stage-name ${singleQuoted(name)}`
    : `aws apigatewayv2 update-stage --region ${region} --api-id ${api} --stage-name ${singleQuoted(name)}`;

const change = (stage: Stage, region: string, arn: string, format: string): string => {
  const patch = [
    { op: 'replace', path: '/accessLogSettings/destinationArn', value: arn },
    { op: 'replace', path: '/accessLogSettings/format', value: format },
  ];
  const settings = { DestinationArn: arn, Format: format };
  const given = stage.isRest
    ? `--patch-operations ${singleQuoted(JSON.stringify(patch))}`
    : `--access-log-settings ${singleQuoted(JSON.stringify(settings))}`;
  return `${updateOf(stage, region)} ${given}`;
};

/** The command by which the owner has the stage write what tells TLS. A template that deploys the stage must say the same. */
export const commandFor = (stage: Stage, { region, partition, account }: Target): string => {
  const { api, name, destination } = stage;
  const isKept = destination !== undefined && destination.includes(':logs:');
  const group = `/aws/vendedlogs/waxseal/apigateway/${api}/${name.replace('$', '')}`;
  const arn = isKept ? destination : `arn:${partition}:logs:${region}:${account}:log-group:${group}`;
  const format = isKept && stage.format !== undefined ? extended(stage.format) : ownFormat;
  const made = isKept
    ? ''
    : `aws logs create-log-group --region ${region} --log-group-name ${singleQuoted(group)} && `;
  return `${made}${change(stage, region, arn, format)}`;
};

/** The command that takes it back: what the stage wrote before, or nothing. */
export const undoFor = (stage: Stage, { region }: Target): string => {
  const { destination, format, isRest } = stage;
  if (destination !== undefined && format !== undefined) return change(stage, region, destination, format);
  const patch = [{ op: 'remove', path: '/accessLogSettings' }];
  return isRest
    ? `${updateOf(stage, region)} --patch-operations ${singleQuoted(JSON.stringify(patch))}`
    : `aws apigatewayv2 delete-access-log-settings --region ${region} --api-id ${stage.api} --stage-name ${singleQuoted(stage.name)}`;
};
