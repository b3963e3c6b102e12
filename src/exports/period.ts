/** From the first moment, to before the last one; absent: without end. ISO 8601. */
export interface Period {
  readonly since?: string;
  readonly until?: string;
}

/** Whether something that began and ended overlaps it; without an end it goes on. */
export const overlaps = ({ since, until }: Period, from: string, to?: string): boolean =>
  (until === undefined || from < until) && (since === undefined || to === undefined || to >= since);

export const within = (period: Period, at: string): boolean => overlaps(period, at, at);
