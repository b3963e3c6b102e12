import {
  DescribeListenerCertificatesCommand,
  DescribeListenersCommand,
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
  type RuleTransform,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { isDenied, isNamed } from '../../../../aws/error-names.ts';
import { canonicalActions } from '../../facts/listener-actions.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import type { ListenerRule, Transform } from '../../facts/plaintext-rules.ts';
import type { HttpsListener, ServedCertificate } from '../../facts/redirect-target.ts';
import { conditionsOf } from '../../facts/rule-conditions.ts';
import type { Aws } from '../../../../core/model/remediation.ts';

export const elb = (aws: Aws): ElasticLoadBalancingV2Client => aws.use(ElasticLoadBalancingV2Client);

export const listenersOf = (LoadBalancerArn: string, aws: Aws): Promise<readonly Listener[]> =>
  allOf(
    everyPage(async (Marker) => {
      const answer = await elb(aws).send(new DescribeListenersCommand({ LoadBalancerArn, Marker }));
      return { items: answer.Listeners, next: answer.NextMarker };
    }),
  );

const transformOf = (transform: RuleTransform): Transform => {
  const config = transform.HostHeaderRewriteConfig ?? transform.UrlRewriteConfig;
  const rewrites = config?.Rewrites ?? [];
  return {
    type: transform.Type ?? 'unnamed',
    rewrites: rewrites.map(({ Regex = '', Replace = '' }) => ({ regex: Regex, replace: Replace })),
  };
};

/** The rules beside the default one, by priority. */
const rulesOf = async (ListenerArn: string, aws: Aws): Promise<readonly ListenerRule[]> => {
  const rules = await allOf(
    everyPage(async (Marker) => {
      const answer = await elb(aws).send(new DescribeRulesCommand({ ListenerArn, Marker }));
      return { items: answer.Rules, next: answer.NextMarker };
    }),
  );
  return rules
    .filter(({ IsDefault, Priority }) => IsDefault !== true && Priority !== 'default')
    .map(({ RuleArn = '', Priority, Conditions = [], Actions = [], Transforms = [] }) => ({
      arn: RuleArn,
      priority: Number(Priority),
      conditions: conditionsOf(Conditions),
      actions: canonicalActions(Actions),
      transforms: Transforms.map(transformOf).toSorted((a, b) => (a.type < b.type ? -1 : 1)),
    }))
    .toSorted((a, b) => a.priority - b.priority);
};

/**
 * Only Certificate Manager tells the names of a certificate; one of IAM stays unread. What is issued may have run out
 * all the same: its end is compared with the time of the look, here, because a decision knows no clock.
 * Statuses: https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html
 */
const certificateOf = async (arn: string, aws: Aws): Promise<Omit<ServedCertificate, 'isDefault'>> => {
  const unread = { arn, usable: 'unread', names: [] } as const;
  if (arn.split(':')[2] !== 'acm') return unread;
  const { ACMClient, DescribeCertificateCommand } = await import('@aws-sdk/client-acm');
  try {
    const { Certificate } = await aws
      .use(ACMClient)
      .send(new DescribeCertificateCommand({ CertificateArn: arn }));
    const { DomainName, SubjectAlternativeNames = [], Status, NotBefore, NotAfter } = Certificate ?? {};
    const now = aws.now?.() ?? new Date();
    const inTime = (NotBefore ?? now) <= now && now <= (NotAfter ?? now);
    const names = [...(DomainName === undefined ? [] : [DomainName]), ...SubjectAlternativeNames];
    return {
      arn,
      usable: Status === 'ISSUED' && inTime ? 'yes' : 'no',
      names: [...new Set(names)].toSorted(),
    };
  } catch (error) {
    if (isDenied(error) || isNamed(error, 'ResourceNotFoundException')) return unread;
    throw error;
  }
};

const certificatesOf = async (ListenerArn: string, aws: Aws): Promise<readonly ServedCertificate[]> => {
  const found = await allOf(
    everyPage(async (Marker) => {
      const answer = await elb(aws).send(new DescribeListenerCertificatesCommand({ ListenerArn, Marker }));
      return { items: answer.Certificates, next: answer.NextMarker };
    }),
  );
  const arns = [...new Set(found.map(({ CertificateArn = '' }) => CertificateArn))].toSorted();
  const defaults = new Set(found.flatMap((one) => (one.IsDefault ? [one.CertificateArn ?? ''] : [])));
  return Promise.all(
    arns.map(async (arn) => ({ ...(await certificateOf(arn, aws)), isDefault: defaults.has(arn) })),
  );
};

export const listenerOf = async (listener: Listener, aws: Aws): Promise<HttpsListener> => {
  const { ListenerArn: arn = '', Port: port = 0, Protocol: protocol = '', DefaultActions = [] } = listener;
  return {
    arn,
    port,
    protocol,
    actions: canonicalActions(DefaultActions),
    rules: await rulesOf(arn, aws),
    certificates: protocol === 'HTTPS' ? await certificatesOf(arn, aws) : [],
    clientCertificates: listener.MutualAuthentication?.Mode ?? 'off',
  };
};
