import type { Writer } from '../kit/contract.ts';
import { contracts, promisedBy, serviceOfRemediation, unsaid } from '../kit/contracts.ts';

/** Who may meddle with a remediation's resource. Throws for one that nobody has thought about. */
export const meddlersOf = (remediation: string): readonly string[] => promisedBy(remediation).meddlers;

export const writerOf = (remediation: string, name: string): Writer => {
  const service = serviceOfRemediation(remediation);
  const writer = contracts[service]?.writers?.[name];
  if (!writer) throw new Error(unsaid(service, `what the writer does who "${name}": writers`));
  return writer;
};
