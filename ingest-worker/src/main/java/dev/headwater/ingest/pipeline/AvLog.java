package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_get_level;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import dev.headwater.core.media.Redaction;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;

/**
 * What FFmpeg says besides its error codes, which often are all alike: to stderr without credentials, and the last error
 * to the thread that asks for it. FFmpeg has one log for the whole process.
 */
final class AvLog {
    /** It speaks in the thread that called it. */
    private static final ThreadLocal<String> LAST = ThreadLocal.withInitial(() -> "");

    private static final LogCallback CALLBACK = new LogCallback() {
        @Override
        public void call(int level, BytePointer message) {
            say(level, message);
        }
    };

    private AvLog() {}

    static void listen() {
        setLogCallback(CALLBACK);
    }

    /** Never throws: what called is C. */
    private static void say(int level, BytePointer message) {
        try {
            String text = Redaction.of(message.getString().strip());
            if (level <= AV_LOG_ERROR && !text.isEmpty()) {
                LAST.set(text);
            }
            if (level <= av_log_get_level()) {
                System.err.println(text);
            }
        } catch (RuntimeException e) {
            LAST.set("");
        }
    }

    static void forget() {
        LAST.set("");
    }

    /** The last error since it was forgotten; empty: there was none. */
    static String last() {
        return LAST.get();
    }
}
