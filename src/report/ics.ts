import ical, { ICalAlarmType, ICalEventTransparency } from 'ical-generator';
import { type Calendar, type Expiry } from './certificates.ts';
import { dayOf, servesWords } from './certificate-lines.ts';
import { safe } from './safe.ts';

const aDay = 24 * 60 * 60;
const aMinute = 60_000;
const alarmDays = [30, 7, 1] as const;

/** What is told of it, a line each. */
const descriptionOf = (one: Expiry): string =>
  [
    `${one.kind}: ${one.id}`,
    `Account ${one.account}, ${one.region}`,
    `Renewed automatically: ${one.renews} (${one.why})`,
    `Owner: ${one.owners.join(', ') || 'nobody named'}`,
    `Serves: ${servesWords(one.serves, 20)}`,
  ]
    .map(safe)
    .join('\n');

/**
 * As iCalendar (RFC 5545): each end is one day, in UTC. An id stays with its certificate, so that one that was renewed moves and is
 * not there twice.
 */
export const icsOf = ({ at, certificates, counts, unread }: Calendar): string => {
  const calendar = ical({
    name: 'Certificates',
    description: `${counts.unknown} without an end that is known, ${unread.length} resources not read: these are not in this calendar.`,
    prodId: { company: 'Waxseal', product: 'certificates', language: 'EN' },
  });
  for (const one of certificates) {
    if (one.ends === undefined) continue;
    const day = new Date(`${dayOf(one)}T00:00:00.000Z`);
    calendar.createEvent({
      id: `${encodeURIComponent(`${one.account}/${one.region}/${one.id}`)}@waxseal`,
      start: day,
      allDay: true,
      // Nobody is busy on that day.
      transparency: ICalEventTransparency.TRANSPARENT,
      stamp: new Date(at),
      // Never less than in an earlier file, though a certificate may be replaced by one that ends before it.
      sequence: Math.floor(Date.parse(at) / aMinute),
      summary: safe(`Certificate ends: ${one.name}`),
      description: descriptionOf(one),
      alarms: alarmDays.map((days) => ({ type: ICalAlarmType.display, trigger: days * aDay })),
    });
  }
  return calendar.toString();
};
