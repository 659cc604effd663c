package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import dev.headwater.ingest.pipeline.av.Av;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Memory that FFmpeg writes to as to a file, one after the other. */
final class DynamicBuffer {
    private final AVIOContext io = new AVIOContext(null);

    AVIOContext open() {
        Av.check(avio_open_dyn_buf(io), "no memory for a segment");
        return io;
    }

    boolean isOpen() {
        return !io.isNull();
    }

    /**
     * Hands out what was written since it was opened, in FFmpeg's own memory, which goes when that was looked at: copying
     * megabytes into a small heap costs as much as making them.
     */
    void close(Consumer<ByteBuffer> to) {
        BytePointer data = new BytePointer((Pointer) null);
        int length = avio_close_dyn_buf(io, data);
        io.setNull();
        try {
            Av.check(length, "no memory for a segment");
            // JavaCPP takes a limit of 0 for one of 1.
            to.accept(length == 0 ? ByteBuffer.allocate(0) : data.limit(length).asByteBuffer());
        } finally {
            av_free(data);
        }
    }

    /** The same, copied. */
    byte[] close() {
        AtomicReference<byte[]> copied = new AtomicReference<>(new byte[0]);
        close(written -> {
            byte[] bytes = new byte[written.remaining()];
            written.get(bytes);
            copied.set(bytes);
        });
        return Objects.requireNonNull(copied.get());
    }
}
