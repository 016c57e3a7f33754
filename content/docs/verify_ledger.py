#!/usr/bin/env python3
"""Checks an exported ledger (/data/ledger.json) without trusting its server or this project's other code.

python3 verify_ledger.py ledger.json [--head HASH]... [--receipt RECEIPT-CODE CHECK-CODE]
Checks hashes, order and seals; `npm run verify:ledger` also checks whether the events could have happened."""
import argparse, hashlib, json, sys
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NO_SEAL = "0" * 64
EVENT = ("receiptCode", "version", "type", "at", "by", "facts", "sealed")
SEAL = ("number", "previous", "first", "last", "root", "at")
def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()
def hash_of(kind, entry, fields):  # canonical JSON: sorted keys, no white space, UTF-8
    entry = {field: entry[field] for field in fields}
    return digest(kind + "\n" + json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True))
def root_of(level):  # Merkle root; an odd node moves up unchanged
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [digest("node\n" + "\n".join(pair)) if len(pair) == 2 else pair[0] for pair in pairs]
    return level[0] if level else NO_SEAL
def check_code(leaf):
    return "".join(ALPHABET[byte % 32] for byte in bytes.fromhex(digest("check\n" + leaf))[:16])
def unique(pairs):
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key occurs twice")
    return dict(pairs)
def find_faults(ledger, heads):
    leaves, versions, before = [], {}, {"number": 0, "hash": NO_SEAL, "last": 0, "at": ""}
    for place, event in enumerate(ledger["events"], 1):
        leaves.append(hash_of("event", event, EVENT))
        versions[event["receiptCode"]] = versions.get(event["receiptCode"], 0) + 1
        if (event["position"], event["version"]) != (place, versions[event["receiptCode"]]):
            yield f"event {place}: out of order, or one is missing"
        if event["leaf"] != leaves[-1]:
            yield f"event {place}: changed"
    for seal in ledger["seals"]:  # a seal of no events has last = first - 1
        chained = (before["number"] + 1, before["hash"], before["last"] + 1) == (seal["number"], seal["previous"], seal["first"])
        batch = ledger["events"][seal["first"] - 1 : seal["last"]]
        if not chained or len(batch) != seal["last"] - seal["first"] + 1 or hash_of("seal", seal, SEAL) != seal["hash"]:
            yield f"seal {seal['number']}: changed, or not the next of its chain"
        if root_of(leaves[seal["first"] - 1 : seal["last"]]) != seal["root"]:
            yield f"seal {seal['number']}: its events are not those that were sealed"
        if max([before["at"]] + [event["at"] for event in batch]) > seal["at"]:
            yield f"seal {seal['number']}: older than what it seals"
        before = seal
    if before["last"] != len(leaves) or before["hash"] != ledger["head"]:
        yield "the end: events without a seal, or another head"
    hashes = {seal["hash"] for seal in ledger["seals"]}
    yield from (f"head {head}: not in this ledger, so its past was rewritten or cut off" for head in heads if head not in hashes)
options = argparse.ArgumentParser()
options.add_argument("file"), options.add_argument("--head", action="append", default=[])
options.add_argument("--receipt", nargs=2)
given = options.parse_args()
ledger = json.load(open(given.file, encoding="utf-8"), object_pairs_hook=unique)
faults = list(find_faults(ledger, given.head))
if given.receipt:
    codes = {check_code(hash_of("event", e, EVENT)) for e in ledger["events"] if e["receiptCode"] == given.receipt[0]}
    faults += [] if given.receipt[1].replace("-", "") in codes else ["the receipt's event is not in this ledger"]
print(*faults, f"{len(ledger['events'])} events, {len(ledger['seals'])} seals, head {ledger['head']}: {len(faults)} faults", sep="\n")
sys.exit(1 if faults else 0)
