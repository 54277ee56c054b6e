#!/usr/bin/env python3
# Copyright the Affidavit authors.
# SPDX-License-Identifier: Apache-2.0
"""A second verifier of Affidavit's evidence, written from docs/evidence.md and sharing nothing with the first one.

  verify_evidence.py proof FILE --trust KEYS.pem
  verify_evidence.py table METADATA.json --trust KEYS.pem [--noted SHA256|FILE ...] [--rows]

"proof" checks the proof of one record. "table" checks a table whose files can be reached as local paths, from its current
metadata file: chain, signatures, checkpoints that were noted, offsets, the files that are live against those attested, their lengths and digests; with
--rows also every row, for which it needs pyarrow. Exit code: 0 everything holds, 1 something does not, 2 it could not be
checked. Needs Python 3.9 or later and nothing else.
"""
import argparse, base64, gzip, hashlib, io, json, os, re, struct, sys, urllib.parse, zlib

IN_TOTO = "application/vnd.in-toto+json"
KINDS = "https://affidavit.dev/evidence/"
FINDINGS = []


def finding(kind, subject, detail):
    FINDINGS.append(f"{kind}  {subject}: {detail}")


# --- Ed25519 (RFC 8032, section 5.1) ---------------------------------------------------------------------------------
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(s, p):
    q = (0, 1, 1, 0)
    while s:
        if s & 1:
            q = add(q, p)
        p, s = add(p, p), s >> 1
    return q


def point(encoded):
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def signed(public, message, signature):
    if len(signature) != 64:
        return False
    a, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = multiply(s, BASE), add(r, multiply(h, a))
    return not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)


# --- keys and envelopes (section 5) -----------------------------------------------------------------------------------
def trusted_keys(path):
    keys = {}
    for block in re.findall(r"-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----", open(path).read(), re.S):
        der = base64.b64decode(block)
        if len(der) != 44 or not der.startswith(bytes.fromhex("302a300506032b6570032100")):
            raise ValueError("a key of the trust file is no Ed25519 key")
        keys[hashlib.sha256(der).hexdigest()[:16]] = der[12:]
    return keys


def strict(pairs):
    if len(pairs) != len({name for name, _ in pairs}):
        raise ValueError("a key occurs twice")
    return dict(pairs)


def opened(envelope):
    """The statement in an envelope."""
    if envelope["payloadType"] != IN_TOTO:
        raise ValueError("the payload is no in-toto statement")
    return json.loads(base64.b64decode(envelope["payload"], validate=True), object_pairs_hook=strict)


def counts(envelope, keys, retired, subject):
    """Whether a key that may sign signed the envelope; if none did, that is a finding."""
    payload = base64.b64decode(envelope["payload"], validate=True)
    message = b"DSSEv1 %d %s %d %s" % (len(IN_TOTO), IN_TOTO.encode(), len(payload), payload)
    known = [seal for seal in envelope["signatures"] if seal["keyid"] in keys]
    valid = [seal for seal in known if signed(keys[seal["keyid"]], message, base64.b64decode(seal["sig"]))]
    if not known:
        finding("untrusted-key", subject, "signed by no key of the trust file")
    elif not valid:
        finding("bad-signature", subject, "the signature does not fit the statement")
    elif all(seal["keyid"] in retired for seal in valid):
        finding("retired-key", subject, "signed by a key after the chain retired it")
    else:
        return True
    return False


def check_signatures(signatures, keys):
    """Follows the keys that the chain names, oldest first."""
    keys, retired = dict(keys), set()
    for path, envelope, statement in signatures:
        if counts(envelope, keys, retired, path) and statement["predicateType"] == KINDS + "key/v1":
            predicate = statement["predicate"]
            der = base64.b64decode(predicate["publicKey"], validate=True)
            name = hashlib.sha256(der).hexdigest()[:16]
            if name != predicate["keyId"] or len(der) != 44 or predicate["action"] not in ("add", "retire"):
                raise ValueError("a key of the chain is none")
            if predicate["action"] == "retire":
                retired.add(name)
            elif name not in retired:
                keys[name] = der[12:]


# --- Merkle trees (section 3) -----------------------------------------------------------------------------------------
def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


class Tree:
    def __init__(self):
        self.size, self.peaks = 0, []

    def add(self, leaf):
        hashed = sha256(b"\0", leaf)
        self.peaks.append(hashed)
        self.size += 1
        carry = self.size
        while not carry & 1:
            right, left = self.peaks.pop(), self.peaks.pop()
            self.peaks.append(sha256(b"\1", left, right))
            carry >>= 1
        return hashed

    def root(self):
        if not self.peaks:
            return sha256()
        node = self.peaks[-1]
        for left in reversed(self.peaks[:-1]):
            node = sha256(b"\1", left, node)
        return node


def pruned_root(size, gone, nodes, leaf_hash):
    """The root of a tree of which some leaves are gone: of those there are the nodes, the others are asked for."""
    nodes = iter(nodes)

    def node(start, end):
        if any(span["from"] <= start and end <= span["to"] for span in spans(start)):
            return bytes.fromhex(next(nodes))
        if end - start == 1:
            return leaf_hash()
        split = start + (1 << (end - start - 1).bit_length() - 1)
        return sha256(b"\1", node(start, split), node(split, end))

    def spans(start):
        while gone and gone[0]["to"] <= start:
            gone.pop(0)
        return gone[:1]

    gone = list(gone)
    root = node(0, size) if size else sha256()
    if next(nodes, None) is not None:
        raise StopIteration
    return root


def included(leaf, index, size, path, root):
    node, last, value = index, size - 1, sha256(b"\0", leaf)
    for sibling in path:
        if last == 0:
            return False
        if node & 1 or node == last:
            value = sha256(b"\1", sibling, value)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            value = sha256(b"\1", value, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and value == root


# --- rows (section 2) -------------------------------------------------------------------------------------------------
def item(tag, value):
    return struct.pack(">BI", tag, len(value)) + value


def encoded(kind, value):
    """The item of a value of an Iceberg type, given as in a schema's JSON."""
    if isinstance(kind, dict):
        if kind["type"] == "struct":
            return item(0x10, fields(kind, value))
        if kind["type"] == "list":
            return item(0x11, struct.pack(">I", len(value)) + b"".join(nullable(kind["element"], v) for v in value))
        entries = sorted(nullable(kind["key"], k) + nullable(kind["value"], v) for k, v in entries_of(value))
        return item(0x12, struct.pack(">I", len(entries)) + b"".join(entries))
    if kind == "boolean":
        return item(0x01, b"\1" if value else b"\0")
    if kind in ("int", "long"):
        return item(0x02, struct.pack(">q", value))
    if kind in ("float", "double"):
        return item(0x03, bytes.fromhex("7ff8000000000000") if value != value else struct.pack(">d", value))
    if kind.startswith("decimal"):
        scale = int(kind.rstrip(")").split(",")[1])
        unscaled = int(value.scaleb(scale))
        return item(0x04, struct.pack(">i", scale) + unscaled.to_bytes((unscaled.bit_length() + 8) // 8 if unscaled >= 0
                    else ((unscaled + 1).bit_length() + 8) // 8, "big", signed=True))
    tags = {"date": 5, "time": 6, "timestamp": 7, "timestamptz": 8, "timestamp_ns": 9, "timestamptz_ns": 10}
    if kind in tags:
        return item(tags[kind], struct.pack(">q", value))
    if kind == "string":
        return item(0x0B, value.encode("utf-8"))
    if kind == "uuid":
        return item(0x0D, value if isinstance(value, bytes) else value.bytes)
    if kind == "binary" or kind.startswith("fixed"):
        return item(0x0C, value)
    raise ValueError(f"type {kind} has no canonical form")


def entries_of(value):
    return value.items() if isinstance(value, dict) else value


def nullable(kind, value):
    return b"\0\0\0\0\0" if value is None else encoded(kind, value)


def fields(struct_type, row):
    present = [(f["id"], encoded(f["type"], row[f["name"]]))
               for f in struct_type["fields"] if row.get(f["name"]) is not None]
    return b"".join(struct.pack(">i", number) + bytes_ for number, bytes_ in sorted(present))


def rows_of(path, schema):
    """The rows of a Parquet file as dictionaries whose times are integers, as Iceberg keeps them."""
    import pyarrow as pa, pyarrow.parquet as pq
    names = {f["id"]: f["name"] for f in schema["fields"]}
    file = pq.ParquetFile(path)
    stored = file.schema_arrow
    for batch in file.iter_batches(batch_size=4096):
        columns = {}
        for index, field in enumerate(stored):
            name = names.get(int(field.metadata[b"PARQUET:field_id"]))
            if name is not None:
                columns[name] = integral(batch.column(index), pa).to_pylist()
        for i in range(batch.num_rows):
            yield {name: values[i] for name, values in columns.items()}


def integral(array, pa):
    kind = array.type
    if pa.types.is_timestamp(kind) or pa.types.is_time64(kind):
        return array.cast(pa.int64())
    if pa.types.is_date32(kind):
        return array.cast(pa.int32())
    if pa.types.is_struct(kind):
        children = [integral(array.field(i), pa) for i in range(kind.num_fields)]
        return pa.StructArray.from_arrays(children, [kind.field(i).name for i in range(kind.num_fields)],
                                          mask=array.is_null())
    return array


# --- Iceberg: metadata, and manifests in Avro -------------------------------------------------------------------------
def local(location):
    if "://" in location and not location.startswith("file:"):
        raise ValueError("a file is not on this machine; copy the table first")
    return re.sub(r"^file:/*", "/", location)


def content(location):
    with open(local(location), "rb") as file:
        return file.read()


class Avro:
    def __init__(self, data):
        self.data = io.BytesIO(data)
        if self.data.read(4) != b"Obj\1":
            raise ValueError("a manifest is no Avro file")
        meta = self.read({"type": "map", "values": "bytes"}, {})
        sync, codec = self.data.read(16), meta.get("avro.codec", b"null").decode()
        schema, self.named = json.loads(meta["avro.schema"]), {}
        self.records = []
        while self.data.tell() < len(data):
            count, size = self.long(), self.long()
            block = self.data.read(size)
            inner = Avro.__new__(Avro)
            inner.data = io.BytesIO(zlib.decompress(block, -15) if codec == "deflate" else block)
            self.records += [inner.read(schema, self.named) for _ in range(count)]
            if self.data.read(16) != sync or codec not in ("deflate", "null"):
                raise ValueError("a manifest cannot be read")

    def long(self):
        shift = value = 0
        while True:
            byte = self.data.read(1)[0]
            value |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                return (value >> 1) ^ -(value & 1)

    def blocks(self, one):
        result = []
        while count := self.long():
            if count < 0:
                count = -count
                self.long()
            result += [one() for _ in range(count)]
        return result

    def read(self, schema, named):
        if isinstance(schema, list):
            return self.read(schema[self.long()], named)
        kind = schema["type"] if isinstance(schema, dict) else schema
        if isinstance(kind, (dict, list)):
            return self.read(kind, named)
        if isinstance(schema, dict) and "name" in schema and kind in ("record", "fixed", "enum"):
            named[schema["name"]] = schema
        if kind in named and kind not in ("record", "fixed", "enum"):
            return self.read(named[kind], named)
        if kind == "record":
            return {field["name"]: self.read(field["type"], named) for field in schema["fields"]}
        if kind == "map":
            return dict(self.blocks(lambda: (self.text().decode(), self.read(schema["values"], named))))
        if kind == "array":
            return self.blocks(lambda: self.read(schema["items"], named))
        if kind == "fixed":
            return self.data.read(schema["size"])
        if kind in ("int", "long", "enum"):
            return self.long()
        if kind in ("bytes", "string"):
            value = self.text()
            return value.decode() if kind == "string" else value
        if kind == "boolean":
            return self.data.read(1) == b"\1"
        if kind in ("float", "double"):
            return struct.unpack("<f" if kind == "float" else "<d", self.data.read(4 if kind == "float" else 8))[0]
        return None

    def text(self):
        return self.data.read(self.long())


def live_files(snapshot):
    files = {}
    for manifest in Avro(content(snapshot["manifest-list"])).records:
        for entry in Avro(content(manifest["manifest_path"])).records:
            file = entry["data_file"]
            if entry["status"] == 2:
                continue
            if file.get("content", 0):
                finding("unattested-delete", file["file_path"], "a delete file hides rows")
            elif file["file_path"] in files:
                finding("file-listed-twice", file["file_path"], "its rows are read more than once")
            else:
                files[file["file_path"]] = file
    return files


# --- verification of a table (section 7) ------------------------------------------------------------------------------
def head_of(metadata):
    keys = [f"affidavit.statement.{key}" for key in ("path", "sha256", "seq")]
    snapshots = {snapshot["snapshot-id"]: snapshot for snapshot in metadata.get("snapshots", [])}
    own = [metadata["properties"].get(key) for key in keys]
    at = snapshots.get(metadata.get("current-snapshot-id"))
    while at:
        named = [at["summary"].get(key) for key in keys]
        if named[1]:
            if named != own:
                finding("head-mismatch", "head", "summary and properties name different statements")
            return named
        at = snapshots.get(at.get("parent-snapshot-id"))
    if not own[1]:
        finding("statement-missing", "head", "the table names no statement at all")
        return None
    return own


def chain_of(head, metadata, keys):
    """The statements and the hashes of their envelopes, oldest first."""
    chain, (path, digest, number), linked, signatures = [], head, [], []
    number = int(number)
    while path:
        linked.append(digest)
        try:
            envelope = content(path)
        except FileNotFoundError:
            finding("statement-missing", path, "it is not there")
            break
        if hashlib.sha256(envelope).hexdigest() != digest:
            finding("statement-altered", path, "its bytes are not those that the chain names")
        envelope = json.loads(envelope, object_pairs_hook=strict)
        statement = opened(envelope)
        signatures.append((path, envelope, statement))
        predicate = statement["predicate"]
        if predicate["tableUuid"] != metadata["table-uuid"]:
            finding("broken-chain", path, "it belongs to another table")
        if predicate["sequence"] != number:
            finding("broken-chain", path, f"it is number {predicate['sequence']} where {number} is due")
            break
        chain.append(statement)
        previous = predicate.get("previous")
        if (previous is None) != (number == 1):
            finding("broken-chain", path, "its sequence and its previous statement differ")
            break
        path, digest, number = (previous["path"], previous["sha256"], number - 1) if previous else (None, None, 0)
    check_signatures(signatures[::-1], keys)
    return chain[::-1], linked[::-1]


def check_checkpoint(location, keys, uuid, hashes):
    """A checkpoint that was noted is signed by a trusted key and is one of these statements (section 10)."""
    text, _, signatures = content(location).decode().rpartition("\n\n")
    origin, size, root = (text + "\n").split("\n")[:3]
    seals = [line.split(" ") for line in signatures.splitlines()]
    if any(len(seal) != 3 or seal[0] != "\u2014" for seal in seals) or not re.fullmatch("0|[1-9][0-9]*", size):
        raise ValueError("a checkpoint cannot be read")
    valid = False
    for public in keys.values():
        name = sha256(origin.encode() + b"\n\1", public)[:4]
        for value in (base64.b64decode(seal[2], validate=True) for seal in seals if seal[1] == origin):
            if value[:4] == name:
                valid = signed(public, (text + "\n").encode(), value[4:])
                if not valid:
                    finding("bad-signature", location, "the signature does not fit the checkpoint")
                    return
    if not valid:
        finding("untrusted-key", location, "signed by no key of the trust file")
        return
    tree = Tree()
    for digest in hashes[:int(size)]:
        tree.add(bytes.fromhex(digest))
    if origin != "affidavit.dev/evidence/" + uuid:
        finding("rolled-back", location, "it is a checkpoint of another table")
    elif tree.size != int(size) or tree.root() != base64.b64decode(root, validate=True):
        finding("rolled-back", location, f"the chain does not begin with the {size} statements of the checkpoint")


def claims_of(chain):
    """The attested files that should be live: path to (file, schema id, origins)."""
    claims, written_with = {}, {}
    for statement in chain:
        predicate = statement["predicate"]
        digests = {subject["name"]: subject["digest"]["sha256"] for subject in statement["subject"]}
        for file in predicate.get("removed", []):
            standing = claims.pop(file["path"], None)
            if standing is None or standing[0] != {**file, "sha256": digests[file["path"]]}:
                finding("unfounded-removal", file["path"], f"statement {predicate['sequence']} removes it")
        before = {file["path"]: file for file in predicate.get("removed", [])}
        origins = {derived["path"]: [(before[origin["path"]], origin) for origin in derived["origins"]]
                   for derived in predicate.get("derivations", [])}
        for file in predicate.get("files", []) + predicate.get("added", []):
            if file["path"] in claims:
                finding("attested-twice", file["path"], f"statement {predicate['sequence']} claims it again")
            schema = predicate["schemaId"]
            if predicate.get("cause") == "undo":
                schema = written_with.get(file["path"], schema)
            written_with[file["path"]] = schema
            claims[file["path"]] = {**file, "sha256": digests[file["path"]]}, schema, origins.get(file["path"], [])
    return claims


def check_changes(chain, head):
    """Holds were not passed over, and what is certified to be gone was removed, did not come back, and is gone."""
    epoch, removed, certified = 0, {}, set()
    links = {s["predicate"]["sequence"] - 1: s["predicate"]["previous"]["sha256"] for s in chain[1:]}
    links[int(head[2])] = head[1]
    for statement in chain:
        predicate, kind = statement["predicate"], statement["predicateType"]
        name = f"statement {predicate['sequence']}"
        digests = {subject["name"]: subject["digest"]["sha256"] for subject in statement["subject"]}
        if kind == KINDS + "hold/v1":
            epoch = predicate["epoch"]
        elif kind == KINDS + "change/v1":
            if predicate["holdEpoch"] != epoch:
                finding("hold-passed-over", name, f"planned for epoch {predicate['holdEpoch']}, made in {epoch}")
            if predicate["cause"] == "undo":
                for files in removed.values():
                    for file in predicate["added"]:
                        files.pop(file["path"], None)
            removed[predicate["sequence"]] = {f["path"]: (digests[f["path"]], f["records"]) for f in predicate["removed"]}
        elif kind == KINDS + "completion/v1":
            change = predicate["change"]
            deleted = {f["path"]: (digests[f["path"]], f["records"]) for f in predicate["deleted"]}
            if (removed.get(change["sequence"]) != deleted or links.get(change["sequence"]) != change["sha256"]
                    or change["sequence"] in certified):
                finding("unfounded-certificate", name, "it is not of what a change removed, or not the first")
            certified.add(change["sequence"])
            for path in deleted:
                if os.path.exists(local(path)):
                    finding("not-deleted", path, f"{name} certifies that it is gone")


def check_offsets(chain):
    due = {}
    for predicate in (s["predicate"] for s in chain if s["predicateType"] == KINDS + "commit/v1"):
        for span in predicate["ranges"]:
            source = predicate["lineage"], span["topic"], span["partition"]
            name = f"{span['topic']}-{span['partition']}"
            counts = ("archived", "quarantined", "deadLettered", "tombstones", "controls", "elsewhere", "gapsExplained",
                      "gapsUnexplained")
            if sum(span[count] for count in counts) != span["to"] - span["from"]:
                finding("count-mismatch", name, f"the counts of statement {predicate['sequence']} do not add up")
            if due.get(source, span["from"]) != span["from"]:
                kind = "offset-gap" if due[source] < span["from"] else "offset-overlap"
                finding(kind, name, f"statement {predicate['sequence']} begins at {span['from']}, not {due[source]}")
            due[source] = span["to"]
        archived = sum(span["archived"] for span in predicate["ranges"])
        if predicate["ranges"] and archived != sum(file["records"] for file in predicate["files"]):
            finding("count-mismatch", f"statement {predicate['sequence']}", "its offsets and files count differently")


def check_file(file, entry, schema, origins, rows):
    path = file["path"]
    if entry["record_count"] != file["records"] or entry["file_size_in_bytes"] != file["length"]:
        finding("manifest-mismatch", path, "the table's metadata gives it another row count or length")
    try:
        data = content(path)
    except FileNotFoundError:
        finding("file-missing", path, "it is not there")
        return
    if len(data) != file["length"] or hashlib.sha256(data).hexdigest() != file["sha256"]:
        finding("file-altered", path, "its bytes are not the attested ones")
    elif rows:
        tree, stored, wrong = Tree(), rows_of(local(path), schema), []

        def next_leaf():
            return tree.add(b"affidavit.row.v1" + fields(schema, next(stored)))

        for before, origin in origins:
            try:
                if pruned_root(before["records"], origin["gone"], origin["nodes"], next_leaf).hex() != before["root"]:
                    wrong.append(before["path"])
            except StopIteration:
                wrong.append(before["path"])
        for row in stored:
            tree.add(b"affidavit.row.v1" + fields(schema, row))
        if tree.size != file["records"] or tree.root().hex() != file["root"]:
            finding("row-altered", path, "its rows are not the attested ones")
        elif wrong:
            finding("unfounded-rewrite", path, f"its rows are not those of {wrong[0]}")


def check_table(location, keys, noted, rows):
    data = content(location)
    metadata = json.loads(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
    head = head_of(metadata)
    chain, linked = chain_of(head, metadata, keys) if head else ([], [])
    for name in noted:
        if not re.fullmatch("[0-9a-f]{64}", name):
            check_checkpoint(name, keys, metadata["table-uuid"], linked if len(chain) == len(linked) else [])
        elif name not in linked:
            finding("rolled-back", name, "this statement was noted but is not part of the chain")
    check_offsets(chain)
    if chain:
        check_changes(chain, head)
    claims = claims_of(chain)
    snapshots = {snapshot["snapshot-id"]: snapshot for snapshot in metadata.get("snapshots", [])}
    live = live_files(snapshots[metadata["current-snapshot-id"]]) if snapshots else {}
    schemas = {schema["schema-id"]: schema for schema in metadata["schemas"]}
    for path in live.keys() - claims.keys():
        finding("unattested-file", path, "no statement attests it")
    for path, (file, schema, origins) in claims.items():
        if path not in live:
            finding("removed-file", path, "attested, but no longer live")
        else:
            check_file(file, live[path], schemas.get(schema, schemas[metadata["current-schema-id"]]), origins, rows)
    return f"{len(chain)} statements, {len(claims)} files, {sum(file['records'] for file, _, _ in claims.values())} rows"


def check_proof(location, keys):
    proof = json.loads(content(location), object_pairs_hook=strict)
    if proof["format"] != "affidavit.proof.v1":
        raise ValueError("it is no proof of a known format")
    statement = opened(proof["statement"])
    counts(proof["statement"], keys, (), "statement")
    predicate = statement["predicate"]
    attested = [file for file in predicate.get("files", []) + predicate.get("added", []) if file["path"] == proof["file"]]
    path = [bytes.fromhex(node) for node in proof["path"]]
    if not attested or attested[0]["records"] != proof["treeSize"] or not 0 <= proof["index"] < proof["treeSize"]:
        finding("proof", proof["file"], "the statement does not attest this file with so many rows")
    elif not included(base64.b64decode(proof["leaf"]), proof["index"], proof["treeSize"], path,
                      bytes.fromhex(attested[0]["root"])):
        finding("proof", proof["file"], "the row does not lead to the attested root")
    return f"row {proof['index']} of {proof['treeSize']} in {proof['file']}, statement {predicate['sequence']}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("proof", "table"))
    parser.add_argument("location")
    parser.add_argument("--trust", required=True)
    parser.add_argument("--noted", action="append", default=[])
    parser.add_argument("--rows", action="store_true")
    args = parser.parse_args()
    try:
        keys = trusted_keys(args.trust)
        checked = (check_proof(args.location, keys) if args.what == "proof"
                   else check_table(args.location, keys, args.noted, args.rows))
    except ImportError:
        print("Cannot check rows: pyarrow is not installed. Run: pip install pyarrow", file=sys.stderr)
        return 2
    except (OSError, ValueError, KeyError, TypeError) as fault:
        # what was read may be content: only the kind of fault is told
        print(f"Cannot check {args.what}: {type(fault).__name__}. Is it one, and is it whole?", file=sys.stderr)
        return 2
    for line in FINDINGS:
        print(line)
    print(f"{'FAILED' if FINDINGS else 'OK'}: {checked}.")
    return 1 if FINDINGS else 0


if __name__ == "__main__":
    sys.exit(main())
