import type { RoomWithoutRecords } from '../../../sandbox/room.ts';
import { sts } from './operations.ts';

const room: RoomWithoutRecords = { client: 'STSClient', prefix: 'sts', operations: sts, business: true };
export default room;
