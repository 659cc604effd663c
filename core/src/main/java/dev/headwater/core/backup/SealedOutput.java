package dev.headwater.core.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Objects;

/** Enciphers what is written, a chunk at a time. {@link #finish} writes the last one, which may be empty. */
final class SealedOutput extends OutputStream {
    private final OutputStream out;
    private final Sealing sealing;
    private final byte[] chunk = new byte[Sealing.CHUNK];
    private int filled;

    SealedOutput(OutputStream out, Sealing sealing) {
        this.out = out;
        this.sealing = sealing;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == chunk.length) {
                emit(false);
            }
            int some = Math.min(left, chunk.length - filled);
            System.arraycopy(bytes, from, chunk, filled, some);
            filled += some;
            from += some;
            left -= some;
        }
    }

    void finish() throws IOException {
        emit(true);
    }

    private void emit(boolean last) throws IOException {
        try {
            out.write(sealing.seal(chunk, filled, last));
            filled = 0;
        } catch (GeneralSecurityException e) {
            throw new IOException("a chunk can not be enciphered", e);
        }
    }
}
