package dev.headwater.edge;

import dev.headwater.core.store.Blob;
import io.netty.handler.codec.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A response, ready to be written once, or else to be closed. */
record Answer(HttpResponse head, Content content) implements AutoCloseable {

    sealed interface Content {
        record None() implements Content {}

        /** All that remains of a buffer others read too. */
        record Memory(ByteBuffer bytes) implements Content {}

        record File(FileChannel channel, long position, long length) implements Content {}

        record Stream(Blob blob) implements Content {}
    }

    static Answer empty(HttpResponse head) {
        return new Answer(head, new Content.None());
    }

    /** The same answer as HEAD gets it. */
    Answer withoutContent() {
        close();
        return empty(head);
    }

    @Override
    public void close() {
        switch (content) {
            case Content.File(FileChannel channel, long _, long _) -> {
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            case Content.Stream(Blob blob) -> blob.close();
            case Content.None _, Content.Memory _ -> {}
        }
    }
}
