/** XXH64 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md), seed 0, which Trino's checksum is a sum of. */
const [prime1, prime2, prime3, prime4, prime5] = [
    0x9e3779b185ebca87n,
    0xc2b2ae3d27d4eb4fn,
    0x165667b19e3779f9n,
    0x85ebca77c2b2ae63n,
    0x27d4eb2f165667c5n,
];

const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotated = (value: bigint, bits: bigint): bigint => u64(value << bits) | (value >> (64n - bits));
const round = (lane: bigint, input: bigint): bigint => u64(rotated(u64(lane + input * prime2), 31n) * prime1);
const merged = (hash: bigint, lane: bigint): bigint => u64((hash ^ round(0n, lane)) * prime1 + prime4);

/** The hash of a text's UTF-8, signed as Java's long is. */
export function xxhash64(text: string): bigint {
    const bytes = Buffer.from(text);
    let at = 0;
    let hash = prime5;
    if (bytes.length >= 32) {
        const lanes = [prime1 + prime2, prime2, 0n, -prime1].map(u64);
        for (; at + 32 <= bytes.length; at += 32)
            lanes.forEach((lane, i) => (lanes[i] = round(lane, bytes.readBigUInt64LE(at + i * 8))));
        const shifts = [1n, 7n, 12n, 18n];
        hash = lanes.reduce(merged, u64(lanes.reduce((sum, lane, i) => sum + rotated(lane, shifts[i]), 0n)));
    }
    hash = u64(hash + BigInt(bytes.length));
    for (; at + 8 <= bytes.length; at += 8)
        hash = u64(rotated(hash ^ round(0n, bytes.readBigUInt64LE(at)), 27n) * prime1 + prime4);
    for (; at + 4 <= bytes.length; at += 4)
        hash = u64(rotated(hash ^ u64(BigInt(bytes.readUInt32LE(at)) * prime1), 23n) * prime2 + prime3);
    for (; at < bytes.length; at++) hash = u64(rotated(hash ^ u64(BigInt(bytes[at]) * prime5), 11n) * prime1);
    hash = u64((hash ^ (hash >> 33n)) * prime2);
    hash = u64((hash ^ (hash >> 29n)) * prime3);
    return BigInt.asIntN(64, hash ^ (hash >> 32n));
}

/** Of the sum of hashes, where a NULL counts 1, the checksum's eight bytes in hexadecimal. */
export function checksumOf(sum: string): string {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(u64(BigInt(sum) * prime1));
    return bytes.toString("hex");
}
