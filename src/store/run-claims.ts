import { deleteClaim, replaceClaim, selectClaim } from './claim-queries.ts';
import { identifyProcess, type ProcessIdentity, stillLives } from './process-identity.ts';
import type { StoreDatabase } from './store-database.ts';

/** See RunStore.claim: at most one living process drives a run. */
export class RunClaims {
  readonly #database: StoreDatabase;
  readonly #self: ProcessIdentity;

  constructor(database: StoreDatabase) {
    this.#database = database;
    this.#self = identifyProcess(process.pid) ?? { pid: process.pid, birth: '' };
  }

  claim(runId: string): boolean {
    return this.#database.transaction(() => {
      const owner = this.#database.first(selectClaim, { runId });
      if (owner !== undefined && !this.#isSelf(owner) && stillLives(owner)) return false;
      this.#database.run(replaceClaim, { runId, ...this.#self });
      return true;
    });
  }

  release(runId: string): void {
    this.#database.run(deleteClaim, { runId, ...this.#self });
  }

  #isSelf(owner: ProcessIdentity): boolean {
    return owner.pid === this.#self.pid && owner.birth === this.#self.birth;
  }
}
