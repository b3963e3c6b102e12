import { hclText, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import { saying } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import { behindOf } from '../../facts/endpoint.ts';

export const messages = {
  'passes-through': {
    says: 'Listener {listener} passes {protocol} of port {ports} on as it comes: Global Accelerator neither ends TLS nor refuses plaintext. What clients meet is behind it: {behind}.',
    todo: 'Look at what is behind it, in its own account and Region.',
  },
  'nothing-behind': {
    says: 'Listener {listener} has no endpoint: it passes nothing on.',
  },
  'health-check-in-plaintext': {
    says: 'Health checks of listener {listener} ask servers over plain HTTP: {asked}.',
    todo: 'See that each server answers the same path over HTTPS at the port that is proposed, and that its security group lets it through; then change the endpoint group. Waxseal does not do it: a server that does not answer there is taken for unhealthy and gets no traffic.',
  },
  'port-kept': {
    says: 'The health check asks at port {port}, and the proposal keeps it. A server rarely speaks HTTP and HTTPS on one port.',
    todo: 'Ask its owner for the port of HTTPS, and put it into the command.',
  },
} as const;
export type MessageId = keyof typeof messages;

interface Group {
  readonly arn: string;
  readonly region: string;
  readonly protocol: string;
  readonly port: number;
  /** Ids of its endpoints, sorted. */
  readonly endpoints: readonly string[];
}

/** A listener, and what it passes on to; groups and port ranges sorted. */
export interface Listener {
  readonly protocol: string;
  readonly ports: readonly string[];
  readonly groups: readonly Group[];
}

interface Check {
  readonly HealthCheckProtocol: string;
  readonly HealthCheckPort: number;
}

/** Port 80 is that of plain HTTP; of another one nobody but its owner knows what is spoken there. */
const portOf = (port: number): number => (port === 80 ? 443 : port);

/** Pure. Where traffic goes, and whether Global Accelerator itself sends anything in plaintext. */
export const adviceOf = (
  { protocol, ports, groups }: Listener,
  { id: listener }: Target,
): Evaluated<MessageId> => {
  const all = groups.flatMap(({ endpoints, region }) => endpoints.map((id) => behindOf(id, region)));
  if (all.length === 0) return { is: 'not-applicable', message: 'nothing-behind', data: { listener } };
  const passes = {
    message: 'passes-through',
    data: { listener, protocol, ports: ports.join(', '), behind: all.map(({ named }) => named).join('; ') },
  } as const;
  const plain = groups.filter(
    (group) => group.protocol === 'HTTP' && group.endpoints.some((id) => behindOf(id, group.region).isAsked),
  );
  if (plain.length === 0) return { is: 'not-applicable', ...passes };
  const asked = plain.flatMap((group) =>
    group.endpoints
      .filter((id) => behindOf(id, group.region).isAsked)
      .map((id) => `${id} in ${group.region} at port ${group.port}`),
  );
  const kept = plain.filter(({ port }) => portOf(port) === port).map(({ port }) => port);
  return {
    is: 'advised',
    message: 'health-check-in-plaintext',
    data: { listener, asked: asked.join('; ') },
    advises: plain.map(({ arn: on, port }) => ({
      set: 'health-check',
      on,
      before: { HealthCheckProtocol: 'HTTP', HealthCheckPort: port } satisfies Check,
      after: { HealthCheckProtocol: 'HTTPS', HealthCheckPort: portOf(port) } satisfies Check,
    })),
    notes: [passes, ...saying<MessageId>('port-kept', kept.length > 0, { port: kept.join(', ') })],
  };
};

/**
 * Pure. AWS's page does not say what becomes of endpoints, weights and overridden ports that a call leaves out. So people look
 * before and after. https://docs.aws.amazon.com/global-accelerator/latest/api/API_UpdateEndpointGroup.html
 */
export const httpsInstead = ({ on, after }: Pick<Change, 'on' | 'after'>): Required<Source> => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as `adviceOf` wrote it
  const { HealthCheckProtocol: protocol, HealthCheckPort: port } = after as Check;
  const shown = `aws globalaccelerator describe-endpoint-group --region us-west-2 --endpoint-group-arn ${on}`;
  return {
    cloudformation: [
      `# Of the AWS::GlobalAccelerator::EndpointGroup ${on}:`,
      `HealthCheckProtocol: ${yamlValue(protocol)}`,
      `HealthCheckPort: ${port}`,
    ].join('\n'),
    cdk: [
      `// Of the endpoint group ${on}:`,
      `healthCheckProtocol: globalaccelerator.HealthCheckProtocol.HTTPS, // ${tsText(protocol)}`,
      `healthCheckPort: ${port},`,
    ].join('\n'),
    terraform: [
      `# Of the aws_globalaccelerator_endpoint_group ${on}:`,
      `health_check_protocol = ${hclText(protocol)}`,
      `health_check_port     = ${port}`,
    ].join('\n'),
    cli: [
      '# Global Accelerator is asked in us-west-2, wherever the endpoints are. Keep what this says:',
      shown,
      `aws globalaccelerator update-endpoint-group --region us-west-2 --endpoint-group-arn ${on} \\`,
      `  --health-check-protocol ${protocol} --health-check-port ${port}`,
      '# Endpoints, weights and overridden ports must be as they were:',
      shown,
    ].join('\n'),
  };
};
