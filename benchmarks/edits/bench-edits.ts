import { runBench } from './run-bench.ts';

// npm run bench:edits -- [--data FILE.jsonl] [--out FILE.jsonl]
process.exitCode = await runBench(process.argv.slice(2), { out: console.log, error: console.error });
