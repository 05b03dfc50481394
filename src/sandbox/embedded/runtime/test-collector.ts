import { deno } from './deno-api.ts';
import { describeError, programLocation } from './own-frames.ts';
import type { FinishedTests, TestFailure } from './script-job.ts';
import { formatMs } from './test-summary.ts';

/**
 * Takes the place of `Deno.test`, which outside of `deno test` silently runs nothing: `node:test` registers
 * there too. A program whose tests never ran must not look green.
 */
export interface TestCollector {
  readonly isUsed: boolean;
  /**
   * Runs what was registered, one after the other, and prints each as Node's `spec` reporter does. Undefined when
   * not all of it came to an end: the program may have changed what arrays and promises do.
   */
  run(): Promise<FinishedTests | undefined>;
}

interface Definition {
  readonly name: string;
  readonly body: TestBody;
  readonly isSkipped: boolean;
  readonly location: string;
}

type TestBody = (context: TestContext) => unknown;

interface TestContext {
  readonly name: string;
  readonly origin: string;
  step(...definition: readonly unknown[]): Promise<boolean>;
}

// Bound before any program runs: tests replace the console and the clock.
const print = console.log.bind(console);
const now = performance.now.bind(performance);

/** `onFirst` is called when the first test is registered. */
export function collectTests(onFirst: () => void): TestCollector {
  const queue: Definition[] = [];
  const sum = new TestSum();
  let isUsed = false;
  const register = (overrides: Partial<Definition>, values: readonly unknown[]) => {
    if (!isUsed) {
      isUsed = true;
      onFirst();
      countStrayErrors(sum);
    }
    sum.begin();
    queue.push({ ...parseDefinition(values), ...overrides });
  };
  const test = Object.assign((...values: unknown[]) => register({}, values), {
    only: (...values: unknown[]) => register({}, values),
    ignore: (...values: unknown[]) => register({ isSkipped: true }, values),
    skip: (...values: unknown[]) => register({ isSkipped: true }, values),
  });
  // For good: a program that replaced it would have no tests, and look green.
  Object.defineProperty(deno, 'test', { value: Object.freeze(test), writable: false, configurable: false });
  Object.defineProperty(globalThis, 'Deno', { value: deno, writable: false, configurable: false });
  return {
    get isUsed() {
      return isUsed;
    },
    async run() {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        await runTest(next, sum, 0);
      }
      return sum.finish();
    },
  };
}

/** An error that no test catches would be swallowed by node:test while its tests run. */
function countStrayErrors(sum: TestSum): void {
  const fail = (error: unknown) => {
    sum.countError();
    sum.fail({ name: 'outside of any test', location: '', durationMs: 0, text: describeError(error) });
  };
  const events = globalThis as unknown as EventTarget;
  events.addEventListener('error', event => fail((event as Event & { readonly error: unknown }).error));
  events.addEventListener('unhandledrejection', event => {
    fail((event as Event & { readonly reason: unknown }).reason);
  });
}

async function runTest(definition: Definition, sum: TestSum, depth: number): Promise<boolean> {
  const { name, body, isSkipped, location } = definition;
  const indent = '  '.repeat(depth);
  if (isSkipped) {
    print(`${indent}﹣ ${name} # SKIP`);
    sum.skip();
    return true;
  }
  const begun = now();
  const steps: Promise<boolean>[] = [];
  const context: TestContext = {
    name,
    origin: '',
    step(...values) {
      sum.begin();
      if (steps.length === 0) print(`${indent}▶ ${name}`);
      const step = runTest(parseDefinition(values), sum, depth + 1);
      steps.push(step);
      return step;
    },
  };
  const failure = await errorOf(body, context);
  if (failure !== undefined) sum.countError();
  const areStepsGreen = (await Promise.all(steps)).every(isGreen => isGreen);
  const durationMs = now() - begun;
  const isGreen = failure === undefined && areStepsGreen;
  print(`${indent}${isGreen ? '✔' : '✖'} ${name} (${formatMs(durationMs)}ms)`);
  sum.end(isGreen, steps.length > 0);
  if (failure !== undefined) {
    const text = describeError(failure.error);
    sum.fail({ name, location: location === '' ? programLocation(text) : location, durationMs, text });
  }
  return isGreen;
}

async function errorOf(body: TestBody, context: TestContext): Promise<{ error: unknown } | undefined> {
  try {
    await body(context);
    return undefined;
  } catch (error) {
    return { error };
  }
}

/** The forms that Deno.test and step allow: name, options and body, in this order, each but the body optional. */
function parseDefinition(values: readonly unknown[]): Definition {
  const options = values.find(value => typeof value === 'object' && value !== null) as
    | { readonly name?: string; readonly fn?: TestBody; readonly ignore?: boolean }
    | undefined;
  const body = (values.find(value => typeof value === 'function') ?? options?.fn) as TestBody | undefined;
  if (body === undefined) {
    throw new TypeError('A test needs a function.');
  }
  const name = values.find(value => typeof value === 'string') ?? options?.name ?? body.name;
  return {
    name: String(name),
    body,
    isSkipped: options?.ignore === true,
    location: programLocation(new Error('here').stack ?? ''),
  };
}

class TestSum {
  #tests = 0;
  #suites = 0;
  #passed = 0;
  #failed = 0;
  #skipped = 0;
  #open = 0;
  #errors = 0;
  readonly #failures: TestFailure[] = [];

  begin(): void {
    this.#open += 1;
  }

  skip(): void {
    this.#open -= 1;
    this.#tests += 1;
    this.#skipped += 1;
  }

  /** A suite's own colour is that of its tests and not counted again. */
  end(isGreen: boolean, isSuite: boolean): void {
    this.#open -= 1;
    if (isSuite) {
      this.#suites += 1;
      return;
    }
    this.#tests += 1;
    if (isGreen) this.#passed += 1;
    else this.#failed += 1;
  }

  /** A suite or a stray error may fail without any test that does. */
  countError(): void {
    this.#errors += 1;
  }

  fail(failure: TestFailure): void {
    this.#failures.push(failure);
  }

  /** Without Math.max, which the program may have changed. */
  #redTests(): number {
    if (this.#failed > this.#errors) return this.#failed;
    return this.#errors;
  }

  finish(): FinishedTests | undefined {
    if (this.#open !== 0) return undefined;
    return {
      state: 'finished',
      tests: this.#tests,
      suites: this.#suites,
      passed: this.#passed,
      failed: this.#redTests(),
      skipped: this.#skipped,
      failures: this.#failures,
    };
  }
}
