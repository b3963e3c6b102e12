import type { ReadExecution } from '../../adapters/approvals/executions-ssm.ts';
import type { Catalog, Job } from '../../core/model/catalog.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Ports } from '../../core/model/ports.ts';

/** What plays along: given, because the sandbox knows no engine. */
export interface Engine {
  readonly catalog: Catalog;
  readonly reconcile: (job: Job, ports: Ports) => Promise<Outcome>;
  readonly undo: (
    request: { run: string; actor: string; reason: string },
    catalog: Catalog,
    ports: Ports,
  ) => Promise<Outcome>;
  readonly release: (request: { finding: string; actor: string }, ports: Ports) => Promise<unknown>;
  readonly wake: (catalog: Catalog, ports: Ports, limit?: number) => Promise<readonly Outcome[]>;
  readonly lookAtApproved: (
    event: unknown,
    given: { readonly catalog: Catalog; readonly ports: Ports },
  ) => Promise<readonly Outcome[]>;
  readonly parsePolicy: (text: string, name: string, known: Catalog['listings']) => Policy;
  /** The YAML of the runbook that asks and applies. */
  readonly runbook: string;
  /** For scenarios in which people are asked about an undo. */
  readonly undoing?: Undoing;
}

interface Undoing {
  /** The YAML of the runbook that asks and takes back. */
  readonly runbook: string;
  /** Its function; throws what fails a step. */
  readonly undoStep: (
    event: unknown,
    given: { readonly catalog: Catalog; readonly ports: Ports; readonly execution: ReadExecution },
  ) => Promise<{ readonly outcomes: readonly Outcome[] }>;
}
