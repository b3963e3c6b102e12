"""Cloud Custodian as its users start it, in this process: `custodian.py fix|look FOLDER`. Tells on descriptor 3 what it took.

The policy is tuned: besides what it always asks (location and tags) only the bucket's policy is read, nothing is kept between
runs, and no metrics are sent. How many buckets it looks at (10) and changes (3) at one time is fixed in its code.
"""

import json
import sys
from pathlib import Path

from c7n.cli import main
from measure import tell

task, folder = sys.argv[1], Path(sys.argv[2])

deny = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
resources = ["arn:aws:s3:::{bucket_name}", "arn:aws:s3:::{bucket_name}/*"]
policy = {
    "name": "tls-only",
    "resource": "aws.s3",
    "query": [{"augment-keys": ["Policy"]}],
    "filters": [{"not": [{"type": "has-statement", "statements": [deny]}]}],
}
if task == "fix":
    policy["actions"] = [
        {"type": "set-statements", "statements": [{"Sid": "TlsOnly", "Resource": resources, **deny}]}
    ]
file = folder / "custodian.json"
file.write_text(json.dumps({"policies": [policy]}))

sys.argv = ["custodian", "run", "--cache-period", "0", "-r", "eu-west-1", "-s", str(folder / "out"), str(file)]
try:
    main()
finally:
    tell()
