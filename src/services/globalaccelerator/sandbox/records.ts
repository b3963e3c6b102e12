import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';

const group = z.strictObject({
  EndpointGroupArn: z.string(),
  EndpointGroupRegion: z.string(),
  HealthCheckProtocol: z._default(z.enum(['TCP', 'HTTP', 'HTTPS']), 'TCP'),
  HealthCheckPort: z._default(z.number(), 443),
  EndpointDescriptions: z._default(z.array(z.strictObject({ EndpointId: z.string() })), []),
});

const listener = z.strictObject({
  ListenerArn: z.string(),
  Protocol: z._default(z.enum(['TCP', 'UDP']), 'TCP'),
  PortRanges: z._default(z.array(z.strictObject({ FromPort: z.number(), ToPort: z.number() })), [
    { FromPort: 443, ToPort: 443 },
  ]),
});

/** As the lists of the service answer them; what belongs to what, their ARNs say. */
export const globalacceleratorRecords = z.strictObject({
  Accelerators: z._default(z.array(z.strictObject({ AcceleratorArn: z.string(), Tags: tagRecords })), []),
  Listeners: z._default(z.array(listener), []),
  EndpointGroups: z._default(z.array(group), []),
});
export type Globalaccelerator = z.output<typeof globalacceleratorRecords>;
