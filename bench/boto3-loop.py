"""What a script in Python does: get and put of each bucket's policy, in 32 threads. `boto3-loop.py OPERATIONS FLEET`.

OPERATIONS: names of bare.ts, with commas. Tells on descriptor 3 what it took, as measure.mjs does.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from measure import tell

AT_ONCE = 32
operations, count = sys.argv[1].split(","), int(sys.argv[2])

s3 = boto3.client("s3", config=Config(max_pool_connections=AT_ONCE, s3={"addressing_style": "path"}))


def shutting(bucket):
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "Bare",
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "s3:*",
                    "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"],
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                }
            ],
        }
    )


def get(bucket):
    try:
        s3.get_bucket_policy(Bucket=bucket)
    except ClientError as error:
        # What is not there is an answer too.
        if error.response["Error"]["Code"] != "NoSuchBucketPolicy":
            raise


sendings = {
    "GetBucketPolicy": get,
    "PutBucketPolicy": lambda bucket: s3.put_bucket_policy(Bucket=bucket, Policy=shutting(bucket)),
}


def fix(at):
    for operation in operations:
        sendings[operation](f"fleet-{at:06}")


with ThreadPoolExecutor(AT_ONCE) as threads:
    # Whatever a thread threw is thrown here.
    list(threads.map(fix, range(count)))

tell()
