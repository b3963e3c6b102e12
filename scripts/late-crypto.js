// What the logger takes from node:crypto, loaded when it is used: only for sampled logs. Loading the module costs a
// fifth of a bare start of Node.
export const randomInt = (...given) => process.getBuiltinModule('node:crypto').randomInt(...given);
