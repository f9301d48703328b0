"""Times command lines as whole processes, two or more side by side, and keeps medians."""
import os
import shlex
import statistics
import subprocess
import time


class Sample:
    """What one command line cost, as medians over its runs."""

    def __init__(self, runs):
        self.seconds = statistics.median(run["seconds"] for run in runs)
        self.cpu = statistics.median(run["cpu"] for run in runs)


def once(line, environment):
    """Runs a line, in bash where it needs one. Seconds by the wall; CPU of all that it started."""
    # The start of a shell would be a good part of what the shortest lines take.
    command = ["bash", "-o", "pipefail", "-c", line] if set(line) & set("|&<>;") else shlex.split(line)
    start = time.monotonic()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"bench: this failed: {line}")
    return {"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime}


def peak_memory(line, environment):
    """Megabytes of the largest process that a line starts.

    A process has used, to the kernel, what its parent had when it was forked: so the parent is a Python with nothing in it.
    """
    parent = (
        "import os, resource, sys; os.spawnlp(os.P_WAIT, 'bash', 'bash', '-c', sys.argv[1]);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = ["python3", "-I", "-S", "-c", parent, f"{{ {line}; }} > /dev/null"]
    return int(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout) / 1024


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


def cpu_seconds(process):
    """What a running process has used so far."""
    with open(f"/proc/{process}/stat") as stat:
        user, system = stat.read().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
