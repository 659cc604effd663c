package dev.headwater.core.backup;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Objects;

/** Deciphers a chunk at a time; hands out nothing that was not proved. */
final class SealedInput extends InputStream {
    private final InputStream in;
    private final Sealing sealing;
    private byte[] sealed;
    private byte[] chunk = new byte[0];
    private int at;
    private boolean first = true;
    private boolean ended;

    SealedInput(InputStream in, Sealing sealing) throws IOException {
        this.in = in;
        this.sealing = sealing;
        this.sealed = in.readNBytes(Sealing.CHUNK + Sealing.TAG);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        while (at == chunk.length) {
            if (ended) {
                return -1;
            }
            open();
        }
        int some = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, bytes, offset, some);
        at += some;
        return some;
    }

    /** One chunk is read ahead: only then is it known which is the last. */
    private void open() throws IOException {
        byte[] following = in.readNBytes(Sealing.CHUNK + Sealing.TAG);
        ended = following.length == 0;
        try {
            chunk = sealing.open(sealed, sealed.length, ended);
        } catch (GeneralSecurityException e) {
            throw first
                    ? new BackupException("the passphrase does not open the backup")
                    : BackupException.damaged("a part of it was changed or is missing");
        }
        first = false;
        at = 0;
        sealed = following;
    }
}
