package dev.headwater.ingest.pipeline.onair;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/**
 * Whether the sound of what is copied comes at all, and is as it was: who plays the stream was told what is in it, and waits
 * for it.
 */
final class CopiedSound {
    /** Of pictures without sound. */
    private static final double SECONDS_GONE = 3;

    private static final int PACKETS_BACK = 10;
    private static final int HEADER = 7;
    private static final int UNKNOWN = -1;

    private final boolean carried;
    private double picture;
    private double heard;
    private int packets;
    private int make = UNKNOWN;
    private boolean changed;

    /**
     * Sound of a stream that begins.
     *
     * @param carried whether it is in the stream
     */
    CopiedSound(boolean carried) {
        this.carried = carried;
    }

    boolean isCarried() {
        return carried;
    }

    void begins(double seconds) {
        picture = seconds;
        heard = seconds;
    }

    void picture(double seconds) {
        picture = seconds;
    }

    void sound(AVPacket packet, double seconds) {
        heard = seconds;
        packets++;
        int now = make(packet);
        changed |= make != UNKNOWN && now != UNKNOWN && now != make;
        make = make == UNKNOWN ? now : make;
    }

    /** Silence is heard up to the last picture. */
    void filled() {
        heard = picture;
    }

    /** Whether the stream's sound is not what players were told. */
    boolean hasChanged() {
        return carried ? changed || isGone() : packets >= PACKETS_BACK && !isGone();
    }

    /** Whether a stream that follows on this one has sound. */
    boolean isComing() {
        return !isGone();
    }

    private boolean isGone() {
        return picture - heard > SECONDS_GONE;
    }

    /** Profile, sample rate and channels of AAC with a header of its own (ISO 14496-3 §1.A.2.2.1). */
    private static int make(AVPacket packet) {
        if (packet.size() < HEADER) {
            return UNKNOWN;
        }
        BytePointer data = packet.data();
        return SilentAac.isHeader(data) ? (data.get(2) & 0xfd) << 8 | (data.get(3) & 0xc0) : UNKNOWN;
    }
}
