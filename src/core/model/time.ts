/** Milliseconds. */
const minute = 60_000;

/** ISO 8601; negative: earlier. */
export const minutesAfter = (now: Date, minutes: number): string =>
  new Date(now.getTime() + minutes * minute).toISOString();
