package dev.headwater.ingest.pipeline.onair;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.headwater.ingest.pipeline.av.Av;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/**
 * Silence where the sound of what is copied does not come: browsers stand still in a hole of it. Only of the make of the
 * sound itself, so that it is one stream. Times in 1/90,000 s.
 */
final class SoundGap implements AutoCloseable {
    /** Of pictures without a packet of sound: they are packed up to a second apart. */
    private static final long PATIENCE = 3 * Av.TICKS_PER_SECOND / 2;

    private final AVCodecParameters codec;
    private final AVPacket packet = av_packet_alloc();
    private @Nullable SilentAac silence;
    private boolean fills;
    private long picture;
    private long heardWith;
    private long behind;
    private double next;

    /** @param codec of the sound, as its source tells it */
    SoundGap(AVCodecParameters codec) {
        this.codec = codec;
    }

    /** Sound has come; false: silence is heard in its place already. */
    boolean takes(AVPacket sound) {
        heardWith = picture;
        if (fills && sound.pts() < next - frame() / 2) {
            return false;
        }
        fills = false;
        SilentAac known = silence;
        silence = known == null ? SilentAac.like(codec, sound).orElse(null) : known;
        next = sound.pts() + Math.max((double) sound.duration(), frame());
        behind = Math.clamp(picture - sound.pts(), 0, PATIENCE);
        return true;
    }

    private double frame() {
        return silence == null ? 0 : silence.ticks();
    }

    /**
     * A picture has come, and whatever is missing by then.
     *
     * @return whether silence was made
     */
    boolean reached(long dts, Consumer<AVPacket> sink) {
        picture = dts;
        SilentAac known = silence;
        if (known == null || dts - heardWith <= PATIENCE) {
            return false;
        }
        fills = true;
        for (; next + known.ticks() <= dts - behind; next += known.ticks()) {
            Av.check(av_new_packet(packet, known.bytes().length), "no memory for a packet");
            packet.data().put(known.bytes(), 0, known.bytes().length);
            packet.pts(Math.round(next)).dts(Math.round(next)).duration(Math.round(known.ticks()));
            packet.flags(AV_PKT_FLAG_KEY);
            sink.accept(packet);
            av_packet_unref(packet);
        }
        return true;
    }

    @Override
    public void close() {
        av_packet_free(packet);
    }
}
