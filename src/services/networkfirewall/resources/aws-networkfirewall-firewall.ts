import {
  DescribeFirewallCommand,
  ListFirewallsCommand,
  NetworkFirewallClient,
} from '@aws-sdk/client-network-firewall';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { firewallArnIn, firewallIn } from '../facts/firewall.ts';

const type = 'AWS::NetworkFirewall::Firewall';

const targetOf = targetsOf(type, (_place, arn) => arn);

/** https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_ListFirewalls.html */
async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const asking = new ListFirewallsCommand({ MaxResults: 100, NextToken });
    const answer = await aws.use(NetworkFirewallClient).send(asking);
    return { items: answer.Firewalls, next: answer.NextToken };
  });
  // Those of other accounts that share a transit gateway with this one are theirs.
  for await (const { FirewallArn: arn } of pages)
    if (arn !== undefined && firewallIn(arn, place) !== undefined) yield targetOf(arn, place);
}

const described = async (FirewallArn: string, aws: Aws) => {
  const asking = aws.use(NetworkFirewallClient).send(new DescribeFirewallCommand({ FirewallArn }));
  const answer = await unless('ResourceNotFoundException', undefined, asking);
  return answer?.Firewall;
};

/** Firewalls. AWS Config names them by ARN. */
const firewall: Resource = {
  type,
  arn: 'arn:{partition}:network-firewall:{region}:{account}:firewall/{firewall}',
  configRecords: true,
  permissions: ['network-firewall:DescribeFirewall', 'network-firewall:ListFirewalls'],
  idOf: firewallArnIn,
  resolve: async (text, place, aws) => {
    const arn = firewallIn(text, place);
    return arn !== undefined && (await described(arn, aws)) ? targetOf(arn, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn }, aws) => tagsByKey((await described(arn, aws))?.Tags ?? []),
};

export default firewall;
