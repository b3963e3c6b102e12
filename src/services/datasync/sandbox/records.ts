import * as z from 'zod/mini';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const location = z.strictObject({
  Id: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  /** Of another kind than `object-storage://` too: all locations are in one list. */
  LocationUri: z.string(),
  ServerProtocol: z.optional(z.string()),
  ServerPort: z.optional(z.number()),
  /** A chain of certificates, as PEM. */
  ServerCertificate: z.optional(z.string()),
  AccessKey: z.optional(z.string()),
  Tags: tagRecords,
});

const task = z.strictObject({
  Id: z.string(),
  Name: z.optional(z.string()),
  Status: z._default(z.string(), 'AVAILABLE'),
  /** Ids of locations. */
  Source: z.string(),
  Destination: z.string(),
});

/** Locations of the account, as DescribeLocationObjectStorage answers them, and tasks as ListTasks does. */
export const datasyncRecords = z.strictObject({
  Locations: z._default(z.array(location), []),
  Tasks: z._default(z.array(task), []),
});

interface LocationRecord {
  readonly Id: string;
  readonly Region: string;
  readonly LocationUri: string;
  readonly ServerProtocol?: string | undefined;
  readonly ServerPort?: number | undefined;
  readonly ServerCertificate?: string | undefined;
  readonly AccessKey?: string | undefined;
  readonly Tags: Tags;
}

export interface Datasync {
  readonly Locations: readonly LocationRecord[];
  readonly Tasks: readonly z.output<typeof task>[];
}

/** The records with AWS's defaults: HTTPS, and the port of the protocol. */
export const loadDatasync = (
  { Locations, Tasks }: z.output<typeof datasyncRecords>,
  { region }: Where,
): Datasync => ({
  Locations: Locations.map(({ Region = region, ...rest }) => ({ ...rest, Region })),
  Tasks,
});
