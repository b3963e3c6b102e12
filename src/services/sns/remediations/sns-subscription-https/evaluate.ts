import { quoted } from '../../../../core/say/shell.ts';
import { hclText, tsText, yamlValue } from '../../../../aws/source-text.ts';
import { canonical } from '../../../../core/model/json.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import { saying } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import { topicOfSubscription } from '../../facts/subscription.ts';
import type { MessageId } from './messages.ts';

type Attributes = Readonly<Record<string, string>>;

/** What a new subscription takes over; the rest SNS makes itself. https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html */
const kept = ['DeliveryPolicy', 'FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery', 'RedrivePolicy'];

const keptOf = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    kept.flatMap((name) => {
      const value = attributes[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** Of an endpoint only the server: its path and its query may be as good as a password. */
const serverOf = (endpoint: string) => {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  return {
    host: url?.hostname ?? 'its server',
    port: url?.port ?? '',
    hasUser: (url?.username ?? '') !== '',
  };
};

/** Pure. What SNS delivers to a web server without TLS, and what whoever moves it must know. */
export const adviceOf = (
  attributes: Attributes,
  { id: subscription, account, arn }: Target,
): Evaluated<MessageId> => {
  const { Protocol: protocol = '', Endpoint: endpoint = '', Owner: owner = account } = attributes;
  if (protocol === '') return { is: 'unknown', message: 'protocol-missing', data: { subscription } };
  if (protocol === 'https') return { is: 'good', notes: [{ message: 'certificate-checked' }] };
  if (protocol !== 'http')
    return { is: 'not-applicable', message: 'no-web-server', data: { subscription, protocol } };
  const { host, port, hasUser } = serverOf(endpoint);
  const isPending = attributes['PendingConfirmation'] === 'true';
  const kind = owner === account ? 'delivered-in-plaintext' : 'delivered-to-another-account';
  const after = { Protocol: 'https', Attributes: keptOf(attributes) };
  return {
    is: 'advised',
    message: isPending ? 'waits-for-confirmation' : kind,
    data: { subscription, host, owner },
    advises: [{ set: 'subscription', on: arn, before: { Protocol: protocol }, after }],
    notes: [
      ...saying<MessageId>('comes-twice', !isPending),
      ...saying<MessageId>('attributes-hidden', attributes['TopicArn'] === undefined, { subscription }),
      ...saying<MessageId>('port-named', port !== '', { port }),
      ...saying<MessageId>('password-masked', hasUser),
      ...saying<MessageId>('unsigned-when-raw', attributes['RawMessageDelivery'] === 'true'),
    ],
  };
};

const attributesIn = (after: unknown): Attributes =>
  typeof after === 'object' && after !== null && 'Attributes' in after
    ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as `adviceOf` wrote it
      (after.Attributes as Attributes)
    : {};

/** Pure. The endpoint is nowhere in it: whoever runs the commands reads it where it stands. */
export const httpsInstead = ({ after }: Pick<Change, 'after'>, { arn, region }: Target): Required<Source> => {
  const topic = topicOfSubscription(arn) ?? '';
  const attributes = attributesIn(after);
  const given =
    Object.keys(attributes).length === 0 ? '' : ` \\\n  --attributes ${quoted(canonical(attributes))}`;
  const replaced =
    'both replace the subscription, and the new one delivers nothing before its server confirms it';
  return {
    cloudformation: [
      `# Of the AWS::SNS::Subscription of topic ${topic}; ${replaced}.`,
      `Protocol: ${yamlValue('https')}`,
      '# Endpoint: the URL that stands there, with https:// instead of http://',
    ].join('\n'),
    cdk: [
      `// Of topic ${topic}; ${replaced}.`,
      '// UrlSubscription takes the protocol from the URL: the one that stands there, with https:// instead of http://.',
      `protocol: sns.SubscriptionProtocol.HTTPS, // ${tsText('https')}`,
    ].join('\n'),
    terraform: [
      `# Of the aws_sns_topic_subscription of topic ${topic}; ${replaced}.`,
      `protocol = ${hclText('https')}`,
      '# endpoint: the URL that stands there, with https:// instead of http://',
    ].join('\n'),
    cli: [
      `endpoint=$(aws sns get-subscription-attributes --region ${region} --subscription-arn ${arn} \\`,
      '  --query Attributes.Endpoint --output text)',
      `new=$(aws sns subscribe --region ${region} --topic-arn ${topic} --protocol https \\`,
      `  --notification-endpoint "https://\${endpoint#*://}"${given} \\`,
      '  --return-subscription-arn --query SubscriptionArn --output text)',
      '# When the server has confirmed it, this says false:',
      `aws sns get-subscription-attributes --region ${region} --subscription-arn "$new" --query Attributes.PendingConfirmation --output text`,
      '# And only then:',
      `aws sns unsubscribe --region ${region} --subscription-arn ${arn}`,
    ].join('\n'),
  };
};
