import { isArnIn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** What the ARN of a cluster says of it. */
interface ClusterName {
  readonly name: string;
  /** The ids of serverless clusters end with `-s` and a number, those of others with the number alone. */
  readonly isServerless: boolean;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonmanagedstreamingforapachekafka.html */
const ofCluster = /^cluster\/([A-Za-z0-9-]{1,64})\/([A-Za-z0-9-]{1,64})$/;

/** `undefined`: the ARN is of something else. */
export const clusterIn = (text: string): ClusterName | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const [, name, id = ''] = (service === 'kafka' && ofCluster.exec(resource)) || [];
  return name === undefined ? undefined : { name, isServerless: /-s\d+$/.test(id) };
};

/** What people call it, from its ARN. */
export const nameIn = (arn: string): string => clusterIn(arn)?.name ?? arn;

/** Whether it is the ARN of a cluster, of either kind, of this place. */
export const isClusterOf = (arn: string, place: Location): boolean =>
  clusterIn(arn) !== undefined && isArnIn(arn, place);
