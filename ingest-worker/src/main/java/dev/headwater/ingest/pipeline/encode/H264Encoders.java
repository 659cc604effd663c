package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;

import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.AvLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The H.264 encoders of one child: in hardware where this machine has some that does as it is told, in software else. What
 * hardware there is, is found out once, at the first rung. For one thread.
 */
public final class H264Encoders {
    /** What child processes are told on their command line. */
    static final String HARDWARE_ALLOWED = "--encoder=auto";

    /** Opens encoders that this machine may have. */
    interface Opener {
        /** The best first. */
        List<String> names();

        /** Null: there is no such, or no more of it. */
        @Nullable
        VideoEncoder open(String name, Rung rung, int frameRate, int threads);
    }

    private static final Opener NONE = new Opener() {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public @Nullable VideoEncoder open(String name, Rung rung, int frameRate, int threads) {
            return null;
        }
    };

    private final Opener hardware;
    private boolean lookedFor;
    private @Nullable String chosen;

    H264Encoders(Opener hardware) {
        this.hardware = hardware;
    }

    /** Those that run anywhere, and whose pictures are the best for their bits. */
    static H264Encoders software() {
        return new H264Encoders(NONE);
    }

    /** As a child was told. */
    public static H264Encoders of(String[] arguments) {
        return List.of(arguments).contains(HARDWARE_ALLOWED) ? new H264Encoders(new HardwareEncoders()) : software();
    }

    VideoEncoder open(Rung rung, int frameRate, int threads) {
        if (!lookedFor) {
            lookedFor = true;
            chosen = look(rung, frameRate, threads);
        }
        VideoEncoder encoder = chosen == null ? null : quietly(chosen, rung, frameRate, threads);
        return encoder == null ? Encoders.h264(rung, frameRate, threads) : encoder;
    }

    /** What takes the place of hardware that failed; from here on all is software. */
    VideoEncoder openInstead(Rung rung, int frameRate, int threads) {
        leaveHardware();
        return Encoders.h264InOrder(rung, frameRate, threads);
    }

    /** It failed: what is opened from here on is software. */
    void leaveHardware() {
        chosen = null;
    }

    private @Nullable String look(Rung rung, int frameRate, int threads) {
        for (String name : hardware.names()) {
            VideoEncoder encoder = quietly(name, rung, frameRate, threads);
            if (encoder != null) {
                try (encoder) {
                    if (EncoderTrial.passes(encoder, rung)) {
                        return name;
                    }
                }
            }
        }
        return null;
    }

    /** That a machine has no graphics card is no news. */
    private @Nullable VideoEncoder quietly(String name, Rung rung, int frameRate, int threads) {
        return AvLog.telling(AV_LOG_FATAL, () -> hardware.open(name, rung, frameRate, threads));
    }
}
