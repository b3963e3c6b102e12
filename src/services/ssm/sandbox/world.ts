import type { Execution } from '../../../sandbox/automation.ts';
import { refuse, type Refusal, type World } from '../../../sandbox/world.ts';

/** Executions in the world, and what SSM says when there is no such one. */

const api = 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/';
export const refused = (name: string, message: string, page: string): Refusal =>
  refuse(name, 400, message, `${api}API_${page}.html`);

export const withExecution = (world: World, execution: Execution): World => ({
  ...world,
  ssm: {
    ...world.ssm,
    Executions: [...world.ssm.Executions.filter(({ id }) => id !== execution.id), execution],
  },
});

export const ended = ({ status }: Execution): boolean => status !== 'InProgress' && status !== 'Waiting';

export interface OfExecution {
  readonly AutomationExecutionId: string;
}
export const executionOf = (
  world: World,
  { AutomationExecutionId: id }: OfExecution,
): Execution | undefined => world.ssm.Executions.find((execution) => execution.id === id);
export const notFound = (page: string): Refusal =>
  refused('AutomationExecutionNotFoundException', 'There is no automation execution with that ID', page);
