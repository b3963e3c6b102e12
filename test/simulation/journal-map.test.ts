import { journalContract } from '../kit/journal-contract.ts';
import { mapJournal } from './journal-map.ts';

journalContract('a map', async () => mapJournal());
