package dev.headwater.ingest.pipeline.av;

import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import dev.headwater.core.fetch.FetchException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Java's streams as FFmpeg reads them. All share one callback, told apart by a number in its opaque pointer: JavaCPP has
 * at most ten live callbacks of a class, and the eleventh is null without a word.
 */
public final class JavaIo implements AutoCloseable {
    public static final int ERROR = -5; // AVERROR(EIO)
    private static final int BUFFER = 32 * 1024;

    /** One that has failed once stays so: what was missed can not be read on from, and FFmpeg asks again. */
    private static final class Open {
        private final InputStream in;
        private final AVIOContext context;
        private volatile boolean failed;

        Open(InputStream in, AVIOContext context) {
            this.in = in;
            this.context = context;
        }
    }

    private final Map<Long, Open> open = new ConcurrentHashMap<>();
    private final byte[] chunk = new byte[BUFFER];
    private final Read_packet_Pointer_BytePointer_int reader = new Read_packet_Pointer_BytePointer_int() {
        @Override
        public int call(Pointer opaque, BytePointer into, int size) {
            return read(opaque.address(), into, size);
        }
    };
    private long handles;
    private volatile @Nullable String failure;
    private volatile boolean over;

    public AVIOContext open(InputStream in) {
        long number = ++handles;
        BytePointer buffer = new BytePointer(av_malloc(BUFFER));
        AVIOContext context = avio_alloc_context(buffer, BUFFER, 0, new Handle(number), reader, null, null);
        context.seekable(0);
        open.put(number, new Open(in, context));
        return context;
    }

    /** Never throws, also where memory has run out: what called is C. */
    public int read(long number, BytePointer into, int size) {
        Open stream = open.get(number);
        if (stream == null || stream.failed) {
            return ERROR;
        }
        try {
            int count = stream.in.read(chunk, 0, Math.min(size, chunk.length));
            if (count < 0) {
                return AVERROR_EOF;
            }
            into.put(chunk, 0, count);
            return count;
        } catch (IOException e) {
            stream.failed = true;
            fail(e);
            return ERROR;
        } catch (Throwable e) {
            stream.failed = true;
            failure = "the source can not be read: " + e.getClass().getSimpleName();
            return ERROR;
        }
    }

    public void fail(IOException e) {
        failure = e.getMessage();
        over = over || (e instanceof FetchException f && f.isFinal());
    }

    /** Whether something failed so that nothing more is to be opened. */
    public boolean isOver() {
        return over;
    }

    /** Has whoever reads fail, and nothing more be opened; from any thread. */
    public void cancel() {
        over = true;
        open.values().forEach(JavaIo::closeQuietly);
    }

    private static void closeQuietly(Open stream) {
        try {
            stream.in.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    public void succeed() {
        failure = null;
    }

    /** Why something could not be had last; null: it could. */
    @Nullable
    public String failure() {
        return failure;
    }

    public void close(AVIOContext context) {
        Open stream = open.remove(context.opaque().address());
        if (stream == null) {
            return;
        }
        av_free(context.buffer());
        avio_context_free(context);
        closeQuietly(stream);
    }

    @Override
    public void close() {
        List.copyOf(open.values()).forEach(stream -> close(stream.context));
        reader.close();
    }
}
