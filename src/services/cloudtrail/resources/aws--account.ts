import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';
import { accountArn, accountIn } from '../facts/account.ts';

/** AWS Config calls it so, and names it by its number. */
const type = 'AWS::::Account';

const targetOf = ({ account, region, partition }: Location): Target => ({
  account,
  region,
  partition,
  type,
  id: account,
  arn: accountArn({ account, region, partition }, account),
});

// Nothing is asked: whoever looks is in it.
async function* list(place: Location): AsyncGenerator<Target> {
  yield targetOf(place);
}

/** The account that is looked at, as a whole. Its tags are those of an organization, which only its management account reads. */
const account: Resource = {
  type,
  arn: 'arn:{partition}:iam::{account}:root',
  // Where the events of global services are. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html
  home: { aws: 'us-east-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' },
  permissions: [],
  idOf: accountIn,
  resolve: async (id, place) => {
    const target = targetOf(place);
    return id === target.id || id === target.arn ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async () => ({}),
};

export default account;
