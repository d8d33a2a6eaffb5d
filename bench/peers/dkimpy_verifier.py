"""dkimpy, https://launchpad.net/dkimpy; called as bench/peers/common.ts says."""

import os
import sys
import time

import dkim

folder, keys_file, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
messages = []
for name in sorted(os.listdir(folder)):
    if name.endswith(".eml"):
        with open(os.path.join(folder, name), "rb") as file:
            messages.append(file.read())
keys = {}
with open(keys_file, "rb") as file:
    for line in file:
        name, record = line.rstrip(b"\n").split(b"\t")
        keys[name + b"."] = record


def look_up(name, timeout=5):
    return keys.get(name if isinstance(name, bytes) else name.encode())


def verify(message):
    return dkim.verify(message, dnsfunc=look_up)


for message in messages:
    verify(message)
verified = count = 0
began = time.process_time()
while True:
    for message in messages:
        verified += bool(verify(message))
        count += 1
    taken = time.process_time() - began
    if taken >= seconds:
        print(verified, count, taken)
        break
