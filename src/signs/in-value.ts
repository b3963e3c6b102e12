import { signsInSettings, type Setting } from './in-settings.ts';
import { signsInText } from './in-text.ts';
import { settingsIn } from './lines.ts';
import type { Sign } from './rule.ts';

/** A sign in a value, and the setting within it that shows it, where the value is a file of settings. */
export interface ValueSign extends Sign {
  readonly within?: string;
}

/** JSON comes in one line as well. */
const inLines = (text: string): string => {
  if (!/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

/** What comments say nobody does. */
const withoutComments = (text: string): string => text.replaceAll(/^[ \t]*#.*$/gm, '');

/** What two signs are the same by. */
export const signId = ({ rule, address = '' }: Sign): string => `${rule} ${address}`;

/** Settings of a text of lines, and what its commands say. A sign that a setting shows is not told a second time. */
export const signsInLines = (text: string): readonly ValueSign[] => {
  const lines = withoutComments(inLines(text));
  const settings = signsInSettings(settingsIn(lines)).map(({ of, ...sign }) => ({
    ...sign,
    within: of.name,
  }));
  const known = new Set(settings.map(signId));
  return [...settings, ...signsInText(lines).filter((sign) => !known.has(signId(sign)))];
};

/** A whole file in one value. */
export const isFile = (value: string): boolean => /\n|^\s*[{[]/.test(value.trim());

/** Rules that a number alone shows. */
const isByPort = ({ rule }: Sign): boolean =>
  ['smtp-without-tls', 'plaintext-file-transfer', 'ldap-without-tls', 'messaging-without-tls'].includes(rule);

/** The signs of one setting that stands alone: nobody sees what is beside it. */
export const signsInValue = (setting: Setting): readonly ValueSign[] => {
  if (isFile(setting.value)) return signsInLines(setting.value);
  return signsInSettings([setting]).map(({ of: _of, ...sign }) => ({
    ...sign,
    // A port alone: whether TLS is asked for there stands in another setting.
    ...(sign.address === undefined && /^\d+$/.test(setting.value.trim()) && isByPort(sign)
      ? { severity: 'low' as const }
      : {}),
  }));
};
