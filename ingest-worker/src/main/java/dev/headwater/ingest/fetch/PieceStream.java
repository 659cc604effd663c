package dev.headwater.ingest.fetch;

import dev.headwater.core.fetch.BlockStream;
import java.io.IOException;

/** What comes in pieces, read one behind the other. */
abstract class PieceStream extends BlockStream {
    private byte[] piece;
    private int at;

    /** @param first what stands before all that comes; empty: nothing */
    PieceStream(byte[] first) {
        this.piece = first;
    }

    /** Waits for the next; empty: there are no more. */
    abstract byte[] next() throws IOException;

    @Override
    public final int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == piece.length) {
            piece = next();
            at = 0;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, into, offset, count);
        at += count;
        return count == 0 ? -1 : count;
    }
}
