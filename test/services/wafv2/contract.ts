import type { Contract } from '../../kit/contract.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';
import { joined } from '../../kit/joined.ts';

const own: Contract = {
  sets: {
    'wafv2:ListWebACLs': 'WebACLs',
    'wafv2:ListTagsForResource': 'TagInfoForResource.TagList',
    'wafv2:ListResourcesForWebACL': 'ResourceArns',
  },
  unpaged: ['wafv2:ListResourcesForWebACL'],
};

/** What the tests must know of each web ACL. Every member: `test/kit/contract.ts`. */
export const contract: Contract = joined(
  own,
  evaluatedContract({
    type: 'AWS::WAFv2::WebACL',
    remediation: 'waf-web-acl',
    arn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/a1b2c3d4-0001',
    // Nothing of it could be otherwise.
    isRemediated: () => true,
    scene: {
      target: 'shop',
      account: {
        wafv2: {
          WebACLs: [
            {
              Name: 'shop',
              Id: 'a1b2c3d4-0001',
              Resources: {
                APPLICATION_LOAD_BALANCER: [
                  'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188',
                ],
              },
              Tags: { team: 'shop' },
            },
          ],
        },
      },
    },
  }),
);
