import type { Aws } from '../../../src/core/model/remediation.ts';
import type { World } from '../../../src/sandbox/world.ts';

/** Makes the event buses of an account real over HTTP, through EventBridge's own operations. */
export const seed = async ({ eventbridge: { EventBuses } }: World, aws: Aws): Promise<void> => {
  const { CreateEventBusCommand, EventBridgeClient, PutPermissionCommand } =
    await import('@aws-sdk/client-eventbridge');
  const events = aws.use(EventBridgeClient);
  for (const { Name, Policy, Tags: tags } of EventBuses) {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await events.send(new CreateEventBusCommand({ Name, Tags }));
    if (Policy !== undefined) await events.send(new PutPermissionCommand({ EventBusName: Name, Policy }));
  }
};
