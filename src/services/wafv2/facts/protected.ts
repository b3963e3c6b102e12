import { parseArn } from '../../../aws/arn.ts';
import { stageIn } from '../../apigateway/facts/stage.ts';
import { distributionNameIn } from '../../cloudfront/facts/distribution.ts';
import { parseBalancerArn } from '../../elbv2/facts/balancer-arn.ts';
import type { Scope } from './web-acl.ts';

/** What a web ACL can stand before, as AWS WAF asks for it. */
interface Kind {
  readonly type:
    | 'APPLICATION_LOAD_BALANCER'
    | 'API_GATEWAY'
    | 'APPSYNC'
    | 'COGNITO_USER_POOL'
    | 'APP_RUNNER_SERVICE'
    | 'VERIFIED_ACCESS_INSTANCE'
    | 'AGENTCORE_GATEWAY'
    | 'AMPLIFY';
  /** As a sentence names them. */
  readonly named: string;
  /** The permission that AWS can want besides: of the service that has them. */
  readonly needs?: string;
  /** Known in every Region: where AWS WAF refuses it as a parameter, something else is wrong. */
  readonly isEverywhere?: true;
}

/**
 * One question for each: left out, AWS WAF answers about load balancers alone. CloudFront tells of its distributions itself.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_ListResourcesForWebACL.html
 * https://docs.aws.amazon.com/waf/latest/developerguide/security_iam_service-with-iam.html
 */
export const kindsOf: Readonly<Record<Scope, readonly Kind[]>> = {
  REGIONAL: [
    {
      type: 'APPLICATION_LOAD_BALANCER',
      named: 'Application Load Balancers',
      needs: 'elasticloadbalancing:DescribeWebACLAssociation',
      isEverywhere: true,
    },
    { type: 'API_GATEWAY', named: 'stages of REST APIs', isEverywhere: true },
    { type: 'APPSYNC', named: 'AppSync APIs', needs: 'appsync:ListResourcesForWebACL' },
    { type: 'COGNITO_USER_POOL', named: 'Cognito user pools', needs: 'cognito-idp:ListResourcesForWebACL' },
    {
      type: 'APP_RUNNER_SERVICE',
      named: 'App Runner services',
      needs: 'apprunner:ListAssociatedServicesForWebAcl',
    },
    {
      type: 'VERIFIED_ACCESS_INSTANCE',
      named: 'Verified Access instances',
      needs: 'ec2:DescribeVerifiedAccessInstanceWebAclAssociations',
    },
    {
      type: 'AGENTCORE_GATEWAY',
      named: 'AgentCore gateways',
      needs: 'bedrock-agentcore:GatewayListResourcesForWebACL',
    },
  ],
  CLOUDFRONT: [{ type: 'AMPLIFY', named: 'Amplify apps', needs: 'amplify:ListResourcesForWebACL' }],
};

const unseen = 'no remediation looks at it: probe it';

/** By service of the ARN: what no remediation of ours looks at. */
const others: Readonly<Record<string, string>> = {
  appsync: 'AppSync API',
  'cognito-idp': 'Cognito user pool',
  apprunner: 'App Runner service',
  ec2: 'Verified Access instance',
  amplify: 'Amplify app',
  'bedrock-agentcore': 'AgentCore gateway',
};

/** What stands behind a web ACL, with the remediations that evaluate what clients meet there. */
export const behindOf = (arn: string): string => {
  const balancer = parseBalancerArn(arn);
  const [, kind, name = ''] = balancer?.resource.split('/') ?? [];
  if (kind === 'app')
    return `Application Load Balancer ${name} (alb-listener-https-redirect and elb-listener-tls-policy evaluate it)`;
  const stage = stageIn(arn);
  if (stage)
    return `stage ${stage.stageName} of REST API ${stage.restApiId} (apigateway-rest-api-tls-policy evaluates it)`;
  const distribution = distributionNameIn(arn);
  if (distribution !== undefined)
    return `distribution ${distribution} (cloudfront-viewer-https and cloudfront-minimum-tls evaluate it)`;
  const { service = '', resource = '' } = parseArn(arn) ?? {};
  const known = Object.hasOwn(others, service) ? others[service] : undefined;
  return known === undefined
    ? `${arn} (${unseen})`
    : `${known} ${resource.replace(/^[^/:]+[/:]/, '')} (${unseen})`;
};
