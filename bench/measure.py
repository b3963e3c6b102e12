"""What measure.mjs does, for Python: tells on descriptor 3 what the process took."""

import json
import os
import re
import resource


def tell():
    used = resource.getrusage(resource.RUSAGE_SELF)
    try:
        with open("/proc/self/status") as status:
            largest = int(re.search(r"VmHWM:\s+(\d+) kB", status.read())[1]) / 1024
    except OSError:
        largest = used.ru_maxrss / 1024
    os.write(3, json.dumps({"cpu": used.ru_utime + used.ru_stime, "megabytes": largest}).encode())
