import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileNameOf } from '../../scripts/generate/units.ts';
import { allRooms } from '../../src/sandbox/services.ts';
import { contracts as all } from '../services/contracts.ts';
import type { Contract } from './contract.ts';
import type { Promised, Promises } from './promises.ts';

/** Whose contract says something; and an error that names the file where nobody has said it yet. */

export type Contracts = Readonly<Record<string, Contract>>;
export const contracts: Contracts = all;

const home = join(import.meta.dirname, '../../src/services');
/** File names in a room of every service, and the service's folder. */
const filesIn = (room: string): readonly (readonly [name: string, service: string])[] =>
  globSync(`*/${room}/*.ts`, { cwd: home }).map((path) => {
    const [service = ''] = path.replaceAll('\\', '/').split('/');
    return [basename(path, '.ts'), service];
  });
const remediations = new Map(filesIn('remediations'));
const resources = new Map(filesIn('resources'));

/** Services with a room that a contract must speak for. */
export const services: readonly string[] = [
  ...new Set([...allRooms.map(([service]) => service), ...remediations.values(), ...resources.values()]),
].toSorted();

const fileOf = (service: string): string => `test/services/${service}/contract.ts`;
/** `say in test/services/sqs/contract.ts what …` */
export const unsaid = (service: string, what: string): string => `say in ${fileOf(service)} ${what}`;

export const serviceOfType = (type: string): string | undefined => resources.get(fileNameOf(type));
/** Throws for a remediation that is in no service's folder. */
export const serviceOfRemediation = (id: string): string => {
  const service = remediations.get(id);
  if (service === undefined) throw new Error(`there is no src/services/*/remediations/${id}.ts`);
  return service;
};
export const prefixOf = (service: string, of: Contracts = contracts): string =>
  of[service]?.prefix ?? service;
/** By the word before the operation; a service without a contract has its folder's name there, or is to have it. */
export const serviceOfOperation = (operation: string, of: Contracts = contracts): string => {
  const [prefix = ''] = operation.split(':');
  return Object.keys(of).find((service) => prefixOf(service, of) === prefix) ?? prefix;
};

const needed: Readonly<Record<keyof Promises, string>> = {
  readBefore: 'which read shows what each of its writes replaces',
  mayFix: 'what its fixes may change',
  isRemediated: 'how it shows that its resource is as it should be',
  meddlers: 'which writers meddle with its resource',
  scene: 'an account with a non-compliant resource that it remediates',
  disaster: 'what must never come to be',
  isConsequence: 'what AWS itself changes when it writes',
  goesWithIt: 'what an undo of it may take away with what it made',
  longLook: 'whether its look before a write takes several calls',
};

/** Everything that is not said of a remediation, each with the file to say it in. */
export const unsaidOf = (id: string, of: Contracts = contracts): readonly string[] => {
  const service = serviceOfRemediation(id);
  const contract = of[service];
  const promises: Partial<Promises> = contract?.promises?.[id] ?? {};
  return [
    ...Object.entries(needed)
      .filter(([member]) => !(member in promises))
      .map(([member, what]) => unsaid(service, `of ${id} ${what}: promises.${member}`)),
    ...(contract?.attempted ? [] : [unsaid(service, `where journalled changes of ${id} show: attempted`)]),
    ...(promises.meddlers ?? [])
      .filter((name) => !contract?.writers?.[name])
      .map((name) => unsaid(service, `what the writer does who "${name}": writers`)),
  ];
};

/** Throws, by name, where something is not said. */
export const promisedBy = (id: string, of: Contracts = contracts): Promised => {
  const lacking = unsaidOf(id, of);
  const service = serviceOfRemediation(id);
  const contract = of[service];
  const promises = contract?.promises?.[id];
  if (lacking.length > 0 || !contract?.attempted || !promises) throw new Error(lacking.join('\n'));
  return { ...promises, attempted: contract.attempted, file: fileOf(service) };
};
