import type { Ports } from '../../core/model/ports.ts';
import type { Context } from './context.ts';

/** A person's ^C while things are written. */
export interface Interrupt {
  readonly ports: Ports;
  readonly asked: () => boolean;
  /** Gives ^C back. */
  readonly end: () => void;
}

/**
 * On ^C the change that is being made is finished, and nothing more is begun: the engine asks for the policy before
 * each put, and is told that the kill switch is on. What is left of the run stays in the journal for the next apply.
 */
export const heedInterrupts = (ports: Ports, context: Context): Interrupt => {
  let stopping = false;
  const end = context.host.onInterrupt(() => {
    stopping = true;
    context.warn('Stopping after the change that is being made; once more ^C ends at once.');
  });
  return {
    ports: {
      ...ports,
      policy: async () => {
        const policy = await ports.policy();
        return stopping ? { ...policy, killSwitch: true } : policy;
      },
    },
    asked: () => stopping,
    end,
  };
};
