package dev.headwater.core.hls.keys;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What segments of one stream are encrypted with: an AES-128 key and the name it is asked for by. A class and no record: its
 * text says nothing of the bytes.
 */
public final class ContentKey {
    /** Of AES-128. */
    public static final int BYTES = 16;

    /** What the id of a key looks like. */
    public static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

    private final String id;
    private final byte[] bytes;

    /** @param bytes {@value #BYTES} of them */
    public ContentKey(String id, byte[] bytes) {
        if (!ID.matcher(id).matches() || bytes.length != BYTES) {
            throw new IllegalArgumentException("not a key of AES-128, or not the id of one");
        }
        this.id = id;
        this.bytes = bytes.clone();
    }

    static ContentKey random(SecureRandom random) {
        byte[] made = new byte[BYTES];
        random.nextBytes(made);
        return new ContentKey(HexFormat.of().toHexDigits(random.nextLong()), made);
    }

    /** Random: it tells nothing of the key. */
    public String id() {
        return id;
    }

    /** As a player is given it. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
