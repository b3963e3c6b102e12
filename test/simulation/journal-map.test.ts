import { journalContract } from '../adapters/journal-contract.ts';
import { mapJournal } from './journal-map.ts';

journalContract('a map', async () => mapJournal());
