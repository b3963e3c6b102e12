import { isIP } from 'node:net';
import { randomBytes } from 'node:crypto';
import type { Version } from './ciphers.ts';

/**
 * A ClientHello made by hand, and what comes back. A TLS library offers only what it can do itself: whether a server still
 * takes SSL 3.0, RC4 or export ciphers cannot be asked with one. Nothing after the first answer is read.
 * Source: https://www.rfc-editor.org/rfc/rfc8446#section-4.1 and https://www.rfc-editor.org/rfc/rfc5246#section-7.4.1
 */

const numbers: Readonly<Record<Version, number>> = {
  SSLv3: 0x0300,
  TLSv1: 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
};

const u8 = (value: number): Buffer => Buffer.of(value);
const u16 = (value: number): Buffer => Buffer.of(value >> 8, value & 0xff);
/** A list with its length before it. */
const sized = (bytes: 1 | 2 | 3, ...parts: readonly Buffer[]): Buffer => {
  const all = Buffer.concat(parts);
  const length = Buffer.alloc(bytes);
  length.writeUIntBE(all.length, 0, bytes);
  return Buffer.concat([length, all]);
};
const extension = (type: number, ...parts: readonly Buffer[]): Buffer =>
  Buffer.concat([u16(type), sized(2, ...parts)]);
const numbersOf = (list: readonly number[]): Buffer => Buffer.concat(list.map(u16));

const groups = [0x001d, 0x0017, 0x0018, 0x0019, 0x0100];
const signatures = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0402, 0x0203, 0x0201,
  0x0202,
];

const extensionsOf = (version: Version, name: string | undefined): Buffer => {
  if (version === 'SSLv3') return Buffer.alloc(0);
  const is13 = version === 'TLSv1.3';
  const all = [
    ...(name === undefined || isIP(name) !== 0
      ? []
      : [extension(0x0000, sized(2, u8(0), sized(2, Buffer.from(name))))]),
    extension(0x000a, sized(2, numbersOf(groups))),
    extension(0x000b, sized(1, u8(0))),
    extension(0x000d, sized(2, numbersOf(signatures))),
    // Extended master secret: FIPS servers end a handshake of TLS 1.2 without it.
    extension(0x0017),
    extension(0xff01, sized(1)),
    ...(is13
      ? [
          extension(0x002b, sized(1, u16(numbers[version]))),
          // Any 32 bytes are a public key of X25519.
          extension(0x0033, sized(2, u16(0x001d), sized(2, randomBytes(32)))),
        ]
      : []),
  ];
  return sized(2, ...all);
};

/** One record with one ClientHello. */
export const clientHello = (
  version: Version,
  suites: readonly number[],
  name: string | undefined,
): Buffer => {
  // TLS 1.3 calls itself 1.2 here, and tells the truth in an extension.
  const legacy = Math.min(numbers[version], 0x0303);
  const body = Buffer.concat([
    u16(legacy),
    randomBytes(32),
    sized(1, version === 'TLSv1.3' ? randomBytes(32) : Buffer.alloc(0)),
    sized(2, numbersOf(suites), ...(version === 'SSLv3' ? [u16(0x00ff)] : [])),
    sized(1, u8(0)),
    extensionsOf(version, name),
  ]);
  const record = Math.min(legacy, 0x0301);
  return Buffer.concat([u8(0x16), u16(record), sized(2, u8(1), sized(3, body))]);
};

export type HelloAnswer =
  | { readonly is: 'hello'; readonly version: number; readonly suite: number }
  | { readonly is: 'alert'; readonly code: number }
  | { readonly is: 'not-tls' };

/** As many bytes as the first record has; `undefined`: more must come. */
export const recordLength = (all: Buffer): number | undefined => {
  if (all.length < 5) return undefined;
  if (all[1] !== 3) return all.length;
  const length = 5 + all.readUInt16BE(3);
  // The whole certificate may stand in one record; the first message is all that is read.
  const needed = all[0] === 0x16 && all.length >= 9 ? Math.min(length, 9 + all.readUIntBE(6, 3)) : length;
  return all.length >= needed ? needed : undefined;
};

/** Reads the first record of an answer. */
export const helloAnswer = (all: Buffer): HelloAnswer => {
  if (all[1] !== 3) return { is: 'not-tls' };
  if (all[0] === 0x15 && all.length >= 7) return { is: 'alert', code: all[6] ?? 0 };
  if (all[0] !== 0x16 || all[5] !== 2 || all.length < 47) return { is: 'not-tls' };
  const at = 44 + (all[43] ?? 0);
  if (all.length < at + 3) return { is: 'not-tls' };
  return { is: 'hello', version: chosenVersion(all, at + 3), suite: all.readUInt16BE(at) };
};

/** The extension `supported_versions` of a ServerHello says 1.3; without it the field that there always was holds. */
const chosenVersion = (all: Buffer, extensions: number): number => {
  const plain = all.readUInt16BE(9);
  for (let at = extensions + 2; at + 4 <= all.length; at += 4 + all.readUInt16BE(at + 2))
    if (all.readUInt16BE(at) === 0x002b && at + 6 <= all.length) return all.readUInt16BE(at + 4);
  return plain;
};

/** Whether a ServerHello is of the version that was offered, and of no other. */
export const isOf = (answer: HelloAnswer, version: Version): boolean =>
  answer.is === 'hello' && answer.version === numbers[version];
