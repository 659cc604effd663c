package dev.headwater.ingest.pipeline.av;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_get_level;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import dev.headwater.core.media.Redaction;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * What FFmpeg says besides its error codes, which often are all alike: to stderr without credentials, and the last error
 * to the thread that asks for it. FFmpeg has one log for the whole process.
 */
public final class AvLog {
    /** It speaks in the thread that called it. */
    private static final ThreadLocal<String> LAST = ThreadLocal.withInitial(() -> "");

    private static final LogCallback CALLBACK = new LogCallback() {
        @Override
        public void call(int level, BytePointer message) {
            say(level, message);
        }
    };

    /** What a thread wants to hear, where that is less than all do. */
    private static final ThreadLocal<Integer> LEAST = ThreadLocal.withInitial(() -> Integer.MAX_VALUE);

    /** What sources are told beside their addresses, and servers may repeat. */
    private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();

    private static final String HIDDEN = "…";
    /** A shorter one is a part of too many words. */
    private static final int SHORTEST_SECRET = 3;

    private AvLog() {}

    public static void listen() {
        setLogCallback(CALLBACK);
    }

    /** From now on it is not told, wherever it stands. */
    public static void hide(String secret) {
        if (secret.length() >= SHORTEST_SECRET) {
            SECRETS.add(secret);
        }
    }

    /**
     * Has this thread do something of which only what is as bad as {@code level}, one of FFmpeg's, is told. The level of
     * the process stays as it is: other threads read other sources meanwhile.
     */
    public static <T extends @Nullable Object> T telling(int level, Supplier<T> action) {
        int before = LEAST.get();
        LEAST.set(Math.min(before, level));
        try {
            return action.get();
        } finally {
            LEAST.set(before);
        }
    }

    /** Never throws: what called is C. */
    private static void say(int level, BytePointer message) {
        try {
            String text = plain(message.getString().strip());
            if (level <= AV_LOG_ERROR && !text.isEmpty()) {
                LAST.set(text);
            }
            if (level <= Math.min(av_log_get_level(), LEAST.get())) {
                System.err.println(text);
            }
        } catch (Throwable e) { // also where memory has run out
            LAST.remove();
        }
    }

    private static String plain(String said) {
        String text = said;
        for (String secret : SECRETS) {
            text = text.replace(secret, HIDDEN);
        }
        return Redaction.of(text);
    }

    public static void forget() {
        LAST.set("");
    }

    /** The last error since it was forgotten; empty: there was none. */
    public static String last() {
        return LAST.get();
    }
}
