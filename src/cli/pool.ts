export { pooled } from '../entrances/pooled.ts';
