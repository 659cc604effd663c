package dev.headwater.api.guide;

/**
 * A part of a document: raw deflate blocks that end on a byte (RFC 1951, a full flush), so that parts behind each other
 * are one stream.
 *
 * @param packed bytes as they are stored
 * @param plain bytes inflated
 * @param crc CRC-32 of the plain bytes
 */
record Part(long packed, long plain, long crc) {
    static final Part NOTHING = new Part(0, 0, 0);

    /** Both, one behind the other. */
    Part then(Part next) {
        return new Part(packed + next.packed, plain + next.plain, Crc32s.joined(crc, next.crc, next.plain));
    }
}
