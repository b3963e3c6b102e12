import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { advice } from '../../../families/advice.ts';
import { adviceOf, messages as all } from './waf-web-acl/evaluate.ts';
import { readWebAcl } from './waf-web-acl/read.ts';

const { messages, ...parts } = advice({ messages: all, read: readWebAcl, evaluate: adviceOf });

/** Says which remediation evaluates what a web ACL protects. */
export default remediation({
  meta: {
    id: 'waf-web-acl',
    version: 1,
    family: 'advice',
    concerns: { hop: 'none', matter: 'hardening' },
    title: 'Web ACLs end no TLS: what they protect is named',
    summary:
      'Names each resource that a web ACL of AWS WAF protects, with the remediation that evaluates what clients meet there: the web ACL itself neither ends TLS nor refuses plaintext, and nothing about it is written. Web ACLs for CloudFront are looked at in us-east-1. Those of AWS WAF Classic, and distribution tenants, are not looked at.',
    resourceType: 'AWS::WAFv2::WebACL',
    configRules: [],
    controls: [],
    services: ['wafv2', 'cloudfront'],
    reversible: true,
    permissions: {
      read: ['cloudfront:ListDistributionsByWebACLId', 'wafv2:GetWebACL', 'wafv2:ListResourcesForWebACL'],
      write: [],
      undo: [],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html',
      'https://docs.aws.amazon.com/waf/latest/APIReference/API_ListResourcesForWebACL.html',
      'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListDistributionsByWebACLId.html',
      'https://docs.aws.amazon.com/waf/latest/developerguide/security_iam_service-with-iam.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
