package dev.headwater.core.importing;

/** How often each key was seen, by its 64-bit hash: some sixteen bytes a key, however long keys are. */
final class KeyCounts {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long[] hashes = new long[1024];
    private int[] counts = new int[1024];
    private int size;

    /** Counts a key; 1: it is new. */
    int add(String key) {
        if (2 * size >= hashes.length) {
            grow();
        }
        int at = place(hash(key));
        if (counts[at] == 0) {
            hashes[at] = hash(key);
            size++;
        }
        return ++counts[at];
    }

    private int place(long hash) {
        int at = (int) (hash ^ hash >>> 32) & (hashes.length - 1);
        while (counts[at] != 0 && hashes[at] != hash) {
            at = (at + 1) & (hashes.length - 1);
        }
        return at;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldCounts = counts;
        hashes = new long[2 * oldHashes.length];
        counts = new int[hashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldCounts[i] != 0) {
                int at = place(oldHashes[i]);
                hashes[at] = oldHashes[i];
                counts[at] = oldCounts[i];
            }
        }
    }

    /** FNV-1a. */
    private static long hash(String key) {
        long hash = OFFSET;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * PRIME;
        }
        return hash;
    }
}
