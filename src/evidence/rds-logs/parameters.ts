import {
  DescribeDBClusterParametersCommand,
  DescribeDBParametersCommand,
  RDSClient,
  type Parameter,
} from '@aws-sdk/client-rds';
import type { Aws } from '../../core/model/remediation.ts';
import type { Asking } from '../source.ts';

/** One parameter of a group, page by page; `undefined`: the group does not list it. */
type Page = (
  rds: ReturnType<typeof clientOf>,
  marker: string | undefined,
) => Promise<{
  readonly Parameters?: readonly Parameter[] | undefined;
  readonly Marker?: string | undefined;
}>;
const clientOf = (aws: Aws) => aws.use(RDSClient);

const found = async (name: string, page: Page, { look, target }: Asking): Promise<Parameter | undefined> => {
  let marker: string | undefined;
  do {
    const answer = await page(clientOf(look(target)), marker);
    const one = answer.Parameters?.find(({ ParameterName }) => ParameterName === name);
    if (one) return one;
    marker = answer.Marker === marker ? undefined : answer.Marker;
  } while (marker);
  return undefined;
};

/** Of a DB parameter group. */
export const parameterOf = (group: string, name: string, asking: Asking): Promise<Parameter | undefined> =>
  found(
    name,
    (rds, Marker) => rds.send(new DescribeDBParametersCommand({ DBParameterGroupName: group, Marker })),
    asking,
  );

/** Of a DB cluster parameter group. */
export const clusterParameterOf = (
  group: string,
  name: string,
  asking: Asking,
): Promise<Parameter | undefined> =>
  found(
    name,
    (rds, Marker) =>
      rds.send(new DescribeDBClusterParametersCommand({ DBClusterParameterGroupName: group, Marker })),
    asking,
  );

/** What makes PostgreSQL write who connects. */
export const logConnections = 'log_connections';

/** `1` and `on`, and since PostgreSQL 18 a list of what is written. */
export const isOn = (value: string | undefined): boolean =>
  value !== undefined && /^(?:1|on|true|yes|all)$|\bauthorization\b/.test(value);
