// Modules of Node that packages import at once and need rarely, loaded when they are used: node:crypto costs a quarter
// of a bare start of Node, node:zlib a tenth.

/** For the logger: only for sampled logs. */
export const randomInt = (...given) => process.getBuiltinModule('node:crypto').randomInt(...given);

/** For the SDK: a checksum that S3 takes with some writes. */
export const crc32 = (...given) => process.getBuiltinModule('node:zlib').crc32(...given);
