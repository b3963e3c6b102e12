/**
 * Text that came from outside (names, tags, policy documents, error messages) can carry escape sequences that repaint
 * a terminal, or bidirectional marks that make a line read as something else. Nothing of the kind is ever printed:
 * control, format, surrogate and line-separating characters are shown as what they are.
 */
// oxlint-disable-next-line no-control-regex -- finding control characters is what this is for
const unprintable = /[\u0000-\u001f\u007f-\u009f]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const shown = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return (
    named[character] ??
    (code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`)
  );
};

/** The text with every character that could act on the reader's screen written out, such as `\x1b` and `\u{202e}`. */
export const safe = (text: string): string => text.replaceAll(unprintable, shown);
