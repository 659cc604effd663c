package dev.headwater.api.imports;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * What one source brought before, by the hashes of its keys: which id each thing has, and what it looked like. Some fifty
 * bytes a thing, so that half a million fit.
 */
final class KnownItems {
    static final int BUCKETS = 256;
    static final int MAX = 500_000;

    /** In this reading of the source it was there. */
    static final int SEEN = 1;
    /** It was not known before. */
    static final int NEW = 2;

    static final int CHANGED = 4;
    static final int MOVED = 8;
    /** The second reading came by it. */
    static final int APPLIED = 16;
    /** It is to be forgotten. */
    static final int GONE = 32;
    /** It is kept though nothing was seen of it. */
    static final int KEPT = 64;

    private static final int FIRST_CAPACITY = 1 << 12;

    private long[] keys = new long[FIRST_CAPACITY];
    private long[] prints = new long[FIRST_CAPACITY];
    private int[] ids = new int[FIRST_CAPACITY];
    private int[] positions = new int[FIRST_CAPACITY];
    private byte[] types = new byte[FIRST_CAPACITY];
    private byte[] flags = new byte[FIRST_CAPACITY];
    private int size;
    private final BitSet dirty = new BitSet(BUCKETS);

    /** Where a key stands; -1: nowhere. Good until the next {@link #add}. */
    int find(long key) {
        int at = place(key);
        return types[at] == 0 ? -1 : at;
    }

    /** Adds a key that is not there; returns where it stands. */
    int add(long key, char type, int id, long print, int position) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        int at = place(key);
        keys[at] = key;
        types[at] = (byte) type;
        ids[at] = id;
        prints[at] = print;
        positions[at] = position;
        flags[at] = 0;
        size++;
        return at;
    }

    int size() {
        return size;
    }

    char type(int at) {
        return (char) types[at];
    }

    int id(int at) {
        return ids[at];
    }

    /** 0: it may not have been written. */
    long print(int at) {
        return prints[at];
    }

    int position(int at) {
        return positions[at];
    }

    boolean is(int at, int flag) {
        return (flags[at] & flag) != 0;
    }

    void mark(int at, int flag) {
        flags[at] |= (byte) flag;
        if (flag == GONE) {
            touch(at);
        }
    }

    void setId(int at, int id) {
        ids[at] = id;
        touch(at);
    }

    void set(int at, long print, int position) {
        prints[at] = print;
        positions[at] = position;
        touch(at);
    }

    private void touch(int at) {
        dirty.set(bucket(keys[at]));
    }

    static int bucket(long key) {
        return (int) (key >>> 56);
    }

    void forEach(IntConsumer action) {
        for (int at = 0; at < keys.length; at++) {
            if (types[at] != 0) {
                action.accept(at);
            }
        }
    }

    /** Buckets that changed since the last call. */
    BitSet takeDirty() {
        BitSet taken = (BitSet) dirty.clone();
        dirty.clear();
        return taken;
    }

    /** The entries of buckets as they are stored. */
    String[] written(BitSet buckets) {
        StringBuilder[] texts = new StringBuilder[BUCKETS];
        forEach(at -> {
            int bucket = bucket(keys[at]);
            if (buckets.get(bucket) && !is(at, GONE) && ids[at] > 0) {
                if (texts[bucket] == null) {
                    texts[bucket] = new StringBuilder();
                }
                texts[bucket]
                        .append((char) types[at])
                        .append(Long.toHexString(keys[at]))
                        .append(' ')
                        .append(ids[at])
                        .append(' ')
                        .append(Long.toHexString(prints[at]))
                        .append(' ')
                        .append(positions[at])
                        .append('\n');
            }
        });
        return Arrays.stream(texts)
                .map(text -> text == null ? "" : text.toString())
                .toArray(String[]::new);
    }

    /** Adds what {@link #written} wrote. */
    void read(String bucket) {
        bucket.lines().forEach(line -> {
            String[] fields = line.substring(1).split(" ", -1);
            add(
                    Long.parseUnsignedLong(fields[0], 16),
                    line.charAt(0),
                    Integer.parseInt(fields[1]),
                    Long.parseUnsignedLong(fields[2], 16),
                    Integer.parseInt(fields[3]));
        });
    }

    private int place(long key) {
        int mask = keys.length - 1;
        int at = (int) (key ^ key >>> 32) & mask;
        while (types[at] != 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldPrints = prints;
        int[] oldIds = ids;
        int[] oldPositions = positions;
        byte[] oldTypes = types;
        byte[] oldFlags = flags;
        int capacity = 2 * oldKeys.length;
        keys = new long[capacity];
        prints = new long[capacity];
        ids = new int[capacity];
        positions = new int[capacity];
        types = new byte[capacity];
        flags = new byte[capacity];
        for (int from = 0; from < oldKeys.length; from++) {
            if (oldTypes[from] != 0) {
                int at = place(oldKeys[from]);
                keys[at] = oldKeys[from];
                prints[at] = oldPrints[from];
                ids[at] = oldIds[from];
                positions[at] = oldPositions[from];
                types[at] = oldTypes[from];
                flags[at] = oldFlags[from];
            }
        }
    }
}
