import { setTimeout } from 'node:timers/promises';

/** Milliseconds. Each step has its own, so that a slow one is told by its name. */
export interface Times {
  readonly dns: number;
  readonly connect: number;
  /** One TLS handshake, or one answer in plaintext. */
  readonly answer: number;
  /** How one waits before a server that had enough of us is asked again. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

export const times: Times = {
  dns: 2000,
  connect: 3000,
  answer: 5000,
  pause: (milliseconds) => setTimeout(milliseconds),
};
