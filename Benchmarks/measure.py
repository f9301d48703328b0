"""Times command lines as whole processes, two or more side by side, and keeps medians."""
import os
import statistics
import subprocess
import time


class Sample:
    """What one command line cost, as medians over its runs."""

    def __init__(self, runs):
        self.seconds = statistics.median(run["seconds"] for run in runs)
        self.cpu = statistics.median(run["cpu"] for run in runs)
        self.memory = max(run["memory"] for run in runs)


def once(line, environment):
    """Runs a line in bash. Seconds by the wall; CPU and the largest process's memory of all that it started."""
    start = time.monotonic()
    child = subprocess.Popen(["bash", "-o", "pipefail", "-c", line], env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"bench: this failed: {line}")
    return {"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024}


def side_by_side(lines, environment, runs=5, before=None):
    """Measures every line `runs` times, taking turns, so that what else the machine does meets all of them alike.

    `before` runs ahead of each, unmeasured. Gives a Sample for each line, in order.
    """
    results = [[] for _ in lines]
    for _ in range(runs):
        for number, line in enumerate(lines):
            if before:
                once(before, environment)
            results[number].append(once(line, environment))
    return [Sample(result) for result in results]
