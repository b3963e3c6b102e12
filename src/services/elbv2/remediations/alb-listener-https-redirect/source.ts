import { hclText, indented, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';

interface Redirect {
  readonly Type: 'redirect';
  readonly RedirectConfig: Readonly<Record<string, string>>;
}
const isRedirect = (value: unknown): value is Redirect =>
  value !== null &&
  typeof value === 'object' &&
  'Type' in value &&
  value.Type === 'redirect' &&
  'RedirectConfig' in value;

const hclNames: Readonly<Record<string, string>> = {
  Protocol: 'protocol',
  Port: 'port',
  Host: 'host',
  Path: 'path',
  Query: 'query',
  StatusCode: 'status_code',
};

const cdkText = ({ StatusCode, ...rest }: Redirect['RedirectConfig']): string =>
  [
    ...Object.entries(rest).map(([key, value]) => `${key.toLowerCase()}: ${tsText(value)}`),
    `permanent: ${StatusCode === 'HTTP_301'}`,
  ].join(', ');

/**
 * The redirect where listener or rule is described.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticloadbalancingv2-listener-redirectconfig.html
 */
export const source = ({ set, on, after }: Change): Source | undefined => {
  const [action] = Array.isArray(after) ? after : [];
  if (!isRedirect(action)) return undefined;
  const { RedirectConfig: to } = action;
  const isRule = set === 'ruleActions';
  const fields = Object.entries(to);
  const yaml = fields.map(([key, value]) => `${key}: ${yamlValue(value)}`).join('\n');
  const hcl = fields.map(([key, value]) => `${hclNames[key] ?? key} = ${hclText(value)}`).join('\n');
  const block = `${isRule ? 'action' : 'default_action'} {\n  type = "redirect"\n  redirect {\n${indented(hcl, 4)}\n  }\n}`;
  return {
    cloudformation: [
      `# AWS::ElasticLoadBalancingV2::${isRule ? 'ListenerRule' : 'Listener'} ${on}`,
      `${isRule ? 'Actions' : 'DefaultActions'}:`,
      '  - Type: redirect',
      '    RedirectConfig:',
      indented(yaml, 6),
    ].join('\n'),
    cdk: `// ${isRule ? 'rule' : 'listener'} ${on}\n${isRule ? 'action' : 'defaultAction'}: elbv2.ListenerAction.redirect({ ${cdkText(to)} }),`,
    terraform: `# ${isRule ? 'aws_lb_listener_rule' : 'aws_lb_listener'} ${on}\n${block}`,
  };
};
