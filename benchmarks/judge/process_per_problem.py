"""What the public evaluator of HumanEval does, for comparison: a process per problem, and nothing that isolates it.

Written for this comparison, as its package is not part of this project: as many threads as workers, and for each
problem a manager for the result and a process of its own, which changes into a folder of its own, silences the
output, sets an alarm, puts prompt, completion and test together and runs them with exec.

    process_per_problem.py WORKERS < problems.jsonl      prints how many have passed
"""

import contextlib
import io
import json
import multiprocessing
import os
import signal
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed

# The original allows 3 seconds, which a busy machine makes too few for programs that are right.
SECONDS = 30.0


class TimeOut(Exception):
    pass


@contextlib.contextmanager
def limited(seconds):
    def on_alarm(*_):
        raise TimeOut

    signal.setitimer(signal.ITIMER_REAL, seconds)
    signal.signal(signal.SIGALRM, on_alarm)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def run(problem, results):
    program = "\n".join([problem["prompt"] + problem["completion"], problem["test"], f"check({problem['entry_point']})"])
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            silent = io.StringIO()
            with contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent), limited(SECONDS):
                exec(program, {})
            results.append("passed")
        except TimeOut:
            results.append("timed out")
        except BaseException as error:
            results.append(f"failed: {error}")
        os.chdir("/")


def judge(problem):
    manager = multiprocessing.Manager()
    results = manager.list()
    process = multiprocessing.Process(target=run, args=(problem, results))
    process.start()
    process.join(SECONDS + 1)
    if process.is_alive():
        process.kill()
    return bool(results) and results[0] == "passed"


if __name__ == "__main__":
    problems = [json.loads(line) for line in sys.stdin]
    with ThreadPoolExecutor(max_workers=int(sys.argv[1])) as pool:
        futures = [pool.submit(judge, problem) for problem in problems]
        print(sum(future.result() for future in as_completed(futures)))
