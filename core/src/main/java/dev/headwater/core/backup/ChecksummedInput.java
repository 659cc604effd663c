package dev.headwater.core.backup;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;

/** Everything but the last 32 bytes, which have to be the SHA-256 of it. */
final class ChecksummedInput extends InputStream {
    static final int SUM = 32;
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;

    ChecksummedInput(InputStream in) {
        this.in = in;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (filled - at <= SUM) {
            fill();
        }
        int some = Math.min(length, filled - at - SUM);
        if (some <= 0) {
            return length == 0 ? 0 : -1;
        }
        System.arraycopy(buffer, at, bytes, offset, some);
        digest.update(buffer, at, some);
        at += some;
        return some;
    }

    /** Reads what is left. @throws BackupException where it is not what was written */
    void verify() throws IOException {
        byte[] rest = new byte[BUFFER];
        while (read(rest, 0, rest.length) > 0) {
            // Only its sum counts.
        }
        byte[] sum = Arrays.copyOfRange(buffer, at, filled);
        if (!MessageDigest.isEqual(sum, digest.digest())) {
            throw BackupException.damaged("its checksum does not match, so it was changed or cut off");
        }
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, at, buffer, 0, filled - at);
        filled -= at;
        at = 0;
        filled += in.readNBytes(buffer, filled, buffer.length - filled);
    }
}
