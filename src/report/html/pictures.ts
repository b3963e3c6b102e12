import { scaleLinear, scaleUtc } from 'd3-scale';
import { arc, area, curveStepAfter, pie, stack, stackOrderNone, type SeriesPoint } from 'd3-shape';
import type { Counts } from '../standing.ts';
import { present } from '../standing.ts';
import type { Moment } from '../trend.ts';
import { moment, number, percent, round } from './format.ts';
import { names, shown, type Shown } from './glyphs.ts';
import { html, type Markup, type Value } from './markup.ts';

const told = (counts: Counts): string =>
  shown
    .filter((standing) => counts[standing] > 0)
    .map((standing) => `${number(counts[standing])} ${names[standing]}`)
    .join(', ') || 'nothing';

/** Paths with coordinates that are short enough to send. */
const short = (path: string | null): string =>
  (path ?? '').replaceAll(/-?\d+\.\d{3,}/g, (one) => String(round(Number(one))));

/** A ring of all standings around the share that is compliant. */
export const ring = (counts: Counts): Markup => {
  const all = present(counts);
  const share = all === 0 ? null : counts.compliant / all;
  const draw = arc<{ startAngle: number; endAngle: number }>()
    .innerRadius(70)
    .outerRadius(96)
    .cornerRadius(2);
  const slices = pie<Shown>()
    // Not an array's: whether the ring orders its slices by size.
    // oxlint-disable-next-line unicorn/no-array-sort
    .sort(null)
    .padAngle(all === 0 ? 0 : 0.02)
    .value((standing) => counts[standing])([...shown]);
  const nothing = draw({ startAngle: 0, endAngle: 2 * Math.PI });
  return html`<svg class="ring" viewBox="-100 -100 200 200" role="img" aria-labelledby="ring-t ring-d">
    <title id="ring-t">Share of findings compliant: ${percent(share)}</title>
    <desc id="ring-d">Of ${number(all)}: ${told(counts)}.</desc>
    ${
      all === 0
        ? html`<path class="f-none" d="${short(nothing)}" />`
        : slices
            .filter(({ value }) => value > 0)
            .map((slice) => html`<path class="f-${slice.data}" d="${short(draw(slice))}" />`)
    }
    <text class="big" y="10">${percent(share)}</text>
    <text class="small" y="32">compliant</text>
  </svg>`;
};

const barWidth = 130;

/** One row of a table: its standings side by side, as wide as its share of the largest row. */
export const bar = (name: string, counts: Counts, largest: number): Markup => {
  const x = scaleLinear([0, Math.max(1, largest)], [0, barWidth]);
  let from = 0;
  const parts: Value[] = [];
  for (const standing of shown) {
    const count = counts[standing];
    if (count === 0) continue;
    const width = Math.max(1, x(count) - 1);
    parts.push(
      html`<rect class="f-${standing}" x="${round(x(from))}" width="${round(width)}" height="14" rx="1" />`,
    );
    from += count;
  }
  return html`<svg class="bar" viewBox="0 0 ${barWidth} 14" role="img">
    <title>${name}: ${told(counts)}</title>
    ${parts}
  </svg>`;
};

/** A single amount. */
export const amount = (name: string, count: number, largest: number, kind: Shown): Markup => {
  const width = scaleLinear([0, Math.max(1, largest)], [0, barWidth])(count);
  return html`<svg class="bar" viewBox="0 0 ${barWidth} 14" role="img">
    <title>${name}: ${number(count)}</title>
    <rect class="f-${kind}" width="${round(Math.max(2, width))}" height="14" rx="1" />
  </svg>`;
};

const size = { width: 920, height: 270, left: 40, right: 120, top: 12, bottom: 28 };

/** Names at the right end, pushed apart so that none hides another. */
const endLabels = (
  ends: readonly { readonly standing: Shown; readonly y: number; readonly count: number }[],
): Value => {
  let lowest = Number.POSITIVE_INFINITY;
  return ends.map(({ standing, y, count }) => {
    const at = Math.min(y, lowest - 17);
    lowest = at;
    return html`<g transform="translate(${size.width - size.right + 8} ${round(at)})"
      ><use class="c-${standing}" href="#g-${standing}" x="0" y="-7" width="13" height="13" /><text
        class="label"
        x="19"
        y="4"
        >${number(count)} ${names[standing]}</text
      ></g
    >`;
  });
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The coarsest that tells ticks apart: a year, a month, a day, a time of day. */
const tickWords = (tick: Date): string => {
  const [year, month, date, time] = [
    tick.getUTCFullYear(),
    tick.getUTCMonth(),
    tick.getUTCDate(),
    tick.toISOString().slice(11, 16),
  ];
  if (time !== '00:00') return time;
  if (date !== 1) return `${date} ${months[month]}`;
  return month === 0 ? String(year) : `${months[month]} ${year}`;
};

/** Every finding of the journal over time, by standing. */
export const trendPicture = (trend: readonly Moment[]): Markup => {
  const [first] = trend;
  const last = trend.at(-1);
  if (!first || !last) return html``;
  const [from, to] = [
    new Date(first.at),
    new Date(Math.max(Date.parse(last.at), Date.parse(first.at) + 60_000)),
  ];
  const right = size.width - size.right;
  const bottom = size.height - size.bottom;
  const x = scaleUtc([from, to], [size.left, right]);
  const top = Math.max(1, ...trend.map(({ counts }) => present(counts)));
  const y = scaleLinear([0, top], [bottom, size.top]).nice(4);
  const series = stack<Moment, Shown>()
    .keys(shown)
    .value(({ counts }, standing) => counts[standing])
    .order(stackOrderNone)([...trend]);
  const shape = area<SeriesPoint<Moment>>()
    .curve(curveStepAfter)
    .x(({ data }) => x(new Date(data.at)))
    .y0(([low]) => y(low))
    .y1(([, high]) => y(high));
  const ends = shown.flatMap((standing, index) => {
    const [low = 0, high = 0] = series[index]?.at(-1) ?? [];
    return high > low ? [{ standing, y: y((low + high) / 2), count: last.counts[standing] }] : [];
  });
  const dates = x.ticks(6);
  const whole = y.ticks(4).filter((tick) => Number.isInteger(tick));
  return html`<svg
    class="trend"
    viewBox="0 0 ${size.width} ${size.height}"
    role="img"
    aria-labelledby="trend-t trend-d"
  >
    <title id="trend-t">Findings over time, by standing</title>
    <desc id="trend-d">
      At ${moment(first.at)}: ${told(first.counts)}. At ${moment(last.at)}: ${told(last.counts)}.
    </desc>
    ${whole.map((tick) => html`<path class="grid" d="M${size.left} ${round(y(tick))}H${right}" /><text class="tick" x="${size.left - 8}" y="${round(y(tick) + 4)}" text-anchor="end">${number(tick)}</text>`)}
    ${shown.map((standing, index) => html`<path class="f-${standing}" d="${short(shape(series[index] ?? []))}" />`)}
    <path class="axis" d="M${size.left} ${bottom}H${right}" />
    ${dates.map((tick) => html`<path class="axis" d="M${round(x(tick))} ${bottom}v4" /><text class="tick" x="${round(x(tick))}" y="${bottom + 18}" text-anchor="middle">${tickWords(tick)}</text>`)}
    ${endLabels(ends)}
  </svg>`;
};
