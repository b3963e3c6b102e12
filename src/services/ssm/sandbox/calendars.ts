import type { Operation, World } from '../../../sandbox/world.ts';
import { refused } from './world.ts';

/** OPEN only when all are. */
export const stateOfCalendars = (world: World, names: readonly string[], now: Date): string | undefined => {
  const found = names.map((name) => world.ssm.Calendars.find(({ Name }) => Name === name));
  if (found.length === 0 || found.some((calendar) => calendar === undefined)) return undefined;
  const open = found.every(
    (calendar) =>
      calendar?.State === 'OPEN' ||
      (calendar?.OpensAt !== undefined && calendar.OpensAt <= now.toISOString()),
  );
  return open ? 'OPEN' : 'CLOSED';
};
export const getCalendarState: Operation<{ readonly CalendarNames?: readonly string[] }> = (
  world,
  { CalendarNames = [] },
  { now },
) => {
  const State = stateOfCalendars(world, CalendarNames, now);
  if (State === undefined)
    return refused('InvalidDocument', 'There is no such change calendar', 'GetCalendarState');
  const asked = world.ssm.Calendars.filter(({ Name }) => CalendarNames.includes(Name));
  const opens = asked.flatMap(({ OpensAt }) => OpensAt ?? []);
  const NextTransitionTime = State === 'CLOSED' ? opens.toSorted().at(-1) : undefined;
  return {
    world,
    output: { State, AtTime: now.toISOString(), ...(NextTransitionTime && { NextTransitionTime }) },
  };
};
