import type { Standing } from '../standing.ts';
import { html, type Markup } from './markup.ts';

/** Standings that are shown; what is gone is not. The order of every picture and of every column. */
export const shown = [
  'compliant',
  'held',
  'waiting',
  'unknown',
  'open',
  'failed',
] as const satisfies readonly Standing[];
export type Shown = (typeof shown)[number];

export const names: Readonly<Record<Shown, string>> = {
  compliant: 'compliant',
  held: 'left alone',
  waiting: 'waiting',
  unknown: 'unknown',
  open: 'open',
  failed: 'failed',
};

export const meanings: Readonly<Record<Shown, string>> = {
  compliant: 'What the remediation is about is as it should be, and that was seen.',
  held: 'Exempt by the policy, or on hold by a person.',
  waiting: 'For an approval, for a reboot, for AWS.',
  unknown: 'Could not be evaluated, so it counts as nothing good.',
  open: 'Something still gets in. Would be fixed, or needs people.',
  failed: 'The last look failed.',
};

/** Drawn once; every standing has its own shape and its own pattern, so that nothing depends on colour. */
export const definitions: Markup = html`<svg class="defs" aria-hidden="true" width="0" height="0">
  <defs>
    <symbol id="g-compliant" viewBox="0 0 16 16">
      <circle cx="8" cy="8" r="7.5" fill="currentColor" />
      <path class="cut" d="M4.4 8.3l2.5 2.5 4.8-5.2" />
    </symbol>
    <symbol id="g-held" viewBox="0 0 16 16">
      <rect x=".75" y=".75" width="14.5" height="14.5" rx="3" fill="currentColor" />
      <path class="cut" d="M6 5v6M10 5v6" />
    </symbol>
    <symbol id="g-waiting" viewBox="0 0 16 16">
      <circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.8" />
      <path
        d="M8 4.4V8l2.5 1.6"
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linecap="round"
      />
    </symbol>
    <symbol id="g-unknown" viewBox="0 0 16 16">
      <path d="M8 .8L15.2 8 8 15.2.8 8z" fill="currentColor" stroke="currentColor" stroke-linejoin="round" />
      <path class="cut" d="M6.2 6.4a1.9 1.9 0 1 1 2.6 1.8c-.6.3-.8.6-.8 1.2M8 11.4v.2" />
    </symbol>
    <symbol id="g-open" viewBox="0 0 16 16">
      <path d="M8 1.2L15.4 14.4H.6z" fill="currentColor" stroke="currentColor" stroke-linejoin="round" />
      <path class="cut" d="M8 6v3.8M8 12v.2" />
    </symbol>
    <symbol id="g-failed" viewBox="0 0 16 16">
      <path d="M5 .6h6L15.4 5v6L11 15.4H5L.6 11V5z" fill="currentColor" />
      <path class="cut" d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" />
    </symbol>
    <pattern id="p-held" width="6" height="6" patternUnits="userSpaceOnUse">
      <rect class="f-held" width="6" height="6" />
      <path class="hatch" d="M0 3h6" />
    </pattern>
    <pattern id="p-waiting" width="6" height="6" patternUnits="userSpaceOnUse">
      <rect class="f-waiting" width="6" height="6" />
      <circle class="dot" cx="3" cy="3" r="1" />
    </pattern>
    <pattern id="p-unknown" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
      <rect class="f-unknown" width="6" height="6" />
      <path class="hatch" d="M3 0v6" stroke-dasharray="2 1" />
    </pattern>
    <pattern id="p-open" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="f-open" width="6" height="6" />
      <path class="hatch" d="M3 0v6" />
    </pattern>
    <pattern id="p-failed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="f-failed" width="6" height="6" />
      <path class="hatch" d="M3 0v6M0 3h6" />
    </pattern>
  </defs>
</svg>`;

export const glyph = (standing: Shown): Markup =>
  html`<svg class="glyph c-${standing}" aria-hidden="true"><use href="#g-${standing}" /></svg>`;
