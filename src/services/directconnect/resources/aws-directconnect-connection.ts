import type { Tag } from '@aws-sdk/client-direct-connect';
import { tagsBySmallKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf } from '../../../core/model/target.ts';
import { connections } from '../facts/link.ts';
import { allConnections } from '../parameters/links.ts';

/** What connections and link aggregation groups have in common. */
interface Links<Link extends { readonly tags?: Tag[] | undefined }> extends Pick<
  Resource,
  'type' | 'arn' | 'permissions'
> {
  readonly named: typeof connections;
  readonly all: (aws: Aws) => AsyncGenerator<Link>;
  readonly idOf: (link: Link) => string | undefined;
}

export const linksOf = <Link extends { readonly tags?: Tag[] | undefined }>({
  named,
  all,
  idOf,
  ...described
}: Links<Link>): Resource => {
  const targetOf = targetsOf(described.type, named.arnOf);
  /** Asked for one that is not there, AWS answers what it answers of any mistake: so it is looked for among all. */
  const found = async (id: string, aws: Aws): Promise<Link | undefined> => {
    for await (const one of all(aws)) if (idOf(one) === id) return one;
    return undefined;
  };
  return {
    ...described,
    idOf: named.idIn,
    resolve: async (text, place, aws) => {
      const id = named.idMeant(text, place);
      return id !== undefined && (await found(id, aws)) ? targetOf(id, place) : undefined;
    },
    async *list(place, aws) {
      for await (const one of all(aws)) {
        const id = idOf(one);
        if (id !== undefined) yield targetOf(id, place);
      }
    },
    root: ({ arn }) => arn,
    tags: async ({ id }, aws) => tagsBySmallKey((await found(id, aws))?.tags ?? []),
  };
};

/** Connections, dedicated and hosted ones. AWS Config does not record them. */
export default linksOf({
  type: 'AWS::DirectConnect::Connection',
  arn: 'arn:{partition}:directconnect:{region}:{account}:dxcon/dxcon-{connection}',
  permissions: ['directconnect:DescribeConnections'],
  named: connections,
  all: allConnections,
  idOf: ({ connectionId }) => connectionId,
});
