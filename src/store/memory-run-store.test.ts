import { createMemoryRunStore } from '../../test/fakes/memory-run-store.ts';
import { hashBytes } from './content-hash.ts';
import { describeContentStore } from './content-store.contract.ts';
import { describeLedger } from './ledger.contract.ts';
import { describeRunSearch } from './run-search.contract.ts';
import { describeRunStore } from './run-store.contract.ts';

describeRunStore('the store in memory', () => createMemoryRunStore(hashBytes));
describeRunSearch('the store in memory', () => createMemoryRunStore(hashBytes));
describeContentStore('the store in memory', () => createMemoryRunStore(hashBytes));
describeLedger('the store in memory', () => createMemoryRunStore(hashBytes));
