import type { Contract } from '../../kit/contract.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';
import { joined } from '../../kit/joined.ts';

const arn = 'arn:aws:vpc-lattice:eu-west-1:111122223333:service/svc-1/listener/listener-1';

const own: Contract = {
  sets: {
    'vpclattice:ListListeners': 'items',
    'vpclattice:ListRules': 'items',
    'vpclattice:ListServices': 'items',
    'vpclattice:GetListener': 'defaultAction.forward.targetGroups',
    'vpclattice:GetRule': ['action.forward.targetGroups', 'match.httpMatch.headerMatches'],
  },
  // A tuple of the SDK: the name of the member that it does not know, and its value.
  ordered: {
    'vpclattice:GetListener': 'defaultAction.$unknown',
    'vpclattice:GetRule': 'match.httpMatch.pathMatch.match.$unknown',
  },
};

/** What the tests must know of each listener. Every member: `test/kit/contract.ts`. */
export const contract: Contract = joined(
  own,
  evaluatedContract({
    type: 'AWS::VpcLattice::Listener',
    remediation: 'lattice-listener-https',
    arn,
    isRemediated: ({ id }, account) => {
      const protocol = account.get(`vpclattice.Listeners[${id.split('/').at(-1)}].protocol`);
      return protocol === undefined || /HTTPS|TLS/.test(protocol);
    },
    scene: {
      target: arn,
      account: {
        vpclattice: {
          Services: [{ id: 'svc-1', name: 'orders', Tags: { team: 'shop' } }],
          Listeners: [
            {
              id: 'listener-1',
              name: 'orders',
              serviceId: 'svc-1',
              protocol: 'HTTP',
              port: 80,
              defaultAction: { forward: { targetGroups: [{ targetGroupIdentifier: 'tg-1', weight: 100 }] } },
              rules: [
                {
                  id: 'rule-1',
                  name: 'old',
                  priority: 10,
                  match: { httpMatch: { method: 'GET' } },
                  action: { fixedResponse: { statusCode: 404 } },
                },
              ],
            },
          ],
          TargetGroups: [{ id: 'tg-1', name: 'orders', protocol: 'HTTPS' }],
        },
      },
    },
  }),
);
