import { tagsBySmallKey } from '../../../aws/tags.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsByTheirArn } from '../../../core/model/target.ts';
import { serviceIn, serviceNamed } from '../facts/service.ts';
import { allServices, serviceOf } from '../parameters/services.ts';

const type = 'AWS::ECS::Service';

const targetOf = targetsByTheirArn(type);

/** Services of all clusters. AWS Config names them by ARN, and so do people: the same name may be in several clusters. */
const service: Resource = {
  type,
  arn: 'arn:{partition}:ecs:{region}:{account}:service/{service}',
  configRecords: true,
  permissions: ['ecs:DescribeServices', 'ecs:ListClusters', 'ecs:ListServices'],
  idOf: (arn) => (serviceNamed(arn) ? arn : undefined),
  resolve: async (id, place, aws) => {
    const arn = serviceIn(id, place);
    return arn !== undefined && (await serviceOf(arn, aws)) ? targetOf(arn, place) : undefined;
  },
  async *list(place, aws) {
    for await (const arn of allServices(aws))
      if (serviceIn(arn, place) !== undefined) yield targetOf(arn, place);
  },
  root: ({ arn }) => arn,
  tags: async ({ arn }, aws) => tagsBySmallKey((await serviceOf(arn, aws))?.tags ?? []),
};

export default service;
