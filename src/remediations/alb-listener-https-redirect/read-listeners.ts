import {
  DescribeListenerCertificatesCommand,
  DescribeListenersCommand,
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { isDenied, isNamed } from '../../aws/error-names.ts';
import { canonicalActions } from '../../aws/listener-actions.ts';
import { allOf, everyPage } from '../../aws/marked-pages.ts';
import { conditionsOf, type ListenerRule } from '../../aws/plaintext-rules.ts';
import type { HttpsListener, ServedCertificate } from '../../aws/redirect-target.ts';
import type { Aws } from '../../core/remediation.ts';

export const elb = (aws: Aws): ElasticLoadBalancingV2Client => aws.use(ElasticLoadBalancingV2Client);

export const listenersOf = (LoadBalancerArn: string, aws: Aws): Promise<readonly Listener[]> =>
  allOf(
    everyPage(async (Marker) => {
      const answer = await elb(aws).send(new DescribeListenersCommand({ LoadBalancerArn, Marker }));
      return { items: answer.Listeners, next: answer.NextMarker };
    }),
  );

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
    .map(({ RuleArn = '', Priority, Conditions = [], Actions = [] }) => ({
      arn: RuleArn,
      priority: Number(Priority),
      conditions: conditionsOf(Conditions),
      actions: canonicalActions(Actions),
    }))
    .toSorted((a, b) => a.priority - b.priority);
};

/**
 * Only Certificate Manager tells the names of a certificate; one of IAM stays unread.
 * Statuses: https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html
 */
const certificateOf = async (arn: string, aws: Aws): Promise<ServedCertificate> => {
  const unread = { arn, usable: 'unread', names: [] } as const;
  if (arn.split(':')[2] !== 'acm') return unread;
  const { ACMClient, DescribeCertificateCommand } = await import('@aws-sdk/client-acm');
  try {
    const { Certificate } = await aws
      .use(ACMClient)
      .send(new DescribeCertificateCommand({ CertificateArn: arn }));
    const { DomainName, SubjectAlternativeNames = [], Status } = Certificate ?? {};
    const names = [...(DomainName === undefined ? [] : [DomainName]), ...SubjectAlternativeNames];
    return { arn, usable: Status === 'ISSUED' ? 'yes' : 'no', names: [...new Set(names)].toSorted() };
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
  return Promise.all(arns.map((arn) => certificateOf(arn, aws)));
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
