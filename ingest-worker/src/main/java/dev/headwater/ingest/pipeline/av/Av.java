package dev.headwater.ingest.pipeline.av;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/** What every call into FFmpeg needs. */
public final class Av {
    /** The clock of MPEG-TS. */
    public static final int TICKS_PER_SECOND = 90_000;

    private Av() {}

    /**
     * Passes a result that is no error.
     *
     * @throws PipelineException where it is one, saying what could not be done and why
     */
    public static int check(int result, String what) {
        if (result < 0) {
            throw new PipelineException(what + ": " + reason(result));
        }
        return result;
    }

    /** Whether there is nothing to take before something more is given. */
    public static boolean wantsMore(int result) {
        return result == AVERROR_EAGAIN();
    }

    public static boolean isEnd(int result) {
        return result == AVERROR_EOF;
    }

    public static String reason(int error) {
        byte[] text = new byte[128];
        av_strerror(error, text, text.length);
        return string(text);
    }

    /** What C wrote, up to its 0. */
    public static String string(byte[] text) {
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    public static String string(BytePointer text) {
        return text.isNull() ? "" : text.getString();
    }

    public static double value(AVRational rational) {
        return rational.den() == 0 ? 0 : (double) rational.num() / rational.den();
    }
}
