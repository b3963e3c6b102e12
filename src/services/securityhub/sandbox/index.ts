import { noSandbox } from '../../../sandbox/room.ts';

export default noSandbox('Notes on findings are tried over HTTP, with the answers that Security Hub sends.');
