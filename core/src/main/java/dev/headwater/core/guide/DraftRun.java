package dev.headwater.core.guide;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Programmes in order. */
interface DraftRun extends AutoCloseable {
    /** Of the next one; {@link Long#MAX_VALUE}: there is none. */
    long order();

    /** The next one: its length and texts. Valid until the next is taken. */
    ByteBuffer take() throws IOException;

    @Override
    void close() throws IOException;
}
