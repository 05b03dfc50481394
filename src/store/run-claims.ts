import { randomUUID } from 'node:crypto';
import { type ClaimHolder, deleteClaim, deleteClaimsOf, replaceClaim, selectClaim } from './claim-queries.ts';
import { identifyProcess, stillLives } from './process-identity.ts';
import type { StoreDatabase } from './store-database.ts';

/** See RunStore.claim: at most one open store of a living process works at a run. */
export class RunClaims {
  readonly #database: StoreDatabase;
  readonly #self: ClaimHolder;

  constructor(database: StoreDatabase) {
    this.#database = database;
    const { pid, birth } = identifyProcess(process.pid) ?? { pid: process.pid, birth: '' };
    this.#self = { pid, birth, holder: randomUUID() };
  }

  claim(runId: string): boolean {
    return this.#database.transaction(() => {
      const owner = this.#database.first(selectClaim, { runId });
      if (owner !== undefined && owner.holder !== this.#self.holder && stillLives(owner)) return false;
      this.#database.run(replaceClaim, { runId, ...this.#self });
      return true;
    });
  }

  isWorkedAt(runId: string): boolean {
    const owner = this.#database.first(selectClaim, { runId });
    return owner !== undefined && stillLives(owner);
  }

  release(runId: string): void {
    this.#database.run(deleteClaim, { runId, holder: this.#self.holder });
  }

  releaseAll(): void {
    this.#database.run(deleteClaimsOf, { holder: this.#self.holder });
  }
}
