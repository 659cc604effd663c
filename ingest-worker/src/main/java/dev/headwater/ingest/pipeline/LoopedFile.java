package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * A file that never ends: after its last frame comes its first again, and time stamps run on as if it went on. Its first
 * key frame is at 0; what lies before that is left out, each time round.
 */
final class LoopedFile implements MediaInput {
    /** Audio this much longer than the picture is heard to its end; less is cut, so that the picture loops without a gap. */
    private static final double AUDIO_OVERHANG = 0.5;

    /** Before everything, and far enough from the edge to be reckoned with. */
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final AVRational videoTime;
    private final @Nullable AVRational audioTime;
    private final long frameDuration;
    private MediaFile file;
    private long firstPts = AV_NOPTS_VALUE;
    private boolean begun;
    private boolean reopened;
    private long offset;
    private long videoEnd;
    private long lastVideoDts = NEVER;
    private long audioEnd = NEVER;

    LoopedFile(String path) {
        this.file = new MediaFile(path);
        AVStream video = file.videoStream();
        AVStream audio = file.audioStream();
        this.videoTime = copy(video.time_base());
        this.audioTime = audio == null ? null : copy(audio.time_base());
        double frameRate = Av.value(video.avg_frame_rate());
        this.frameDuration = frameRate == 0 ? 0 : Math.round(1 / frameRate / Av.value(videoTime));
    }

    private static AVRational copy(AVRational rational) {
        return new AVRational().num(rational.num()).den(rational.den());
    }

    @Override
    public AVCodecParameters video() {
        return file.videoStream().codecpar();
    }

    @Override
    public @Nullable AVCodecParameters audio() {
        AVStream stream = file.audioStream();
        return stream == null ? null : stream.codecpar();
    }

    @Override
    public AVRational videoTime() {
        return videoTime;
    }

    @Override
    public AVRational audioTime() {
        return java.util.Objects.requireNonNull(audioTime);
    }

    @Override
    public double frameRate() {
        return Av.value(file.videoStream().avg_frame_rate());
    }

    @Override
    public long bitRate() {
        return file.bitRate();
    }

    @Override
    public Pacer pacer() {
        return Pacer.asItPlays();
    }

    @Override
    public Read next(AVPacket packet) {
        while (file.read(packet)) {
            if (file.isVideo(packet) && acceptVideo(packet)) {
                return Read.VIDEO;
            }
            if (file.isAudio(packet) && acceptAudio(packet)) {
                return Read.AUDIO;
            }
            av_packet_unref(packet);
        }
        if (!begun && firstPts != AV_NOPTS_VALUE && !reopened) {
            reopen();
            return next(packet);
        }
        if (!begun) {
            throw new PipelineException("the file " + file.path() + " holds no key frame");
        }
        loop();
        return Read.LOOPED;
    }

    private boolean acceptVideo(AVPacket packet) {
        if (packet.duration() == 0) {
            packet.duration(frameDuration);
        }
        if (packet.pts() == AV_NOPTS_VALUE) {
            packet.pts(packet.dts());
        }
        if (!begun && !begin(packet)) {
            return false;
        }
        if (packet.dts() == AV_NOPTS_VALUE) {
            packet.dts(lastVideoDts + frameDuration - offset + firstPts);
        }
        shift(packet, offset - firstPts);
        if (packet.dts() <= lastVideoDts) {
            return false;
        }
        lastVideoDts = packet.dts();
        videoEnd = Math.max(videoEnd, packet.pts() + packet.duration());
        return true;
    }

    /** Whether the file, or its next time round, begins with this packet. */
    private boolean begin(AVPacket packet) {
        if ((packet.flags() & AV_PKT_FLAG_KEY) == 0 || packet.pts() == AV_NOPTS_VALUE) {
            return false;
        }
        if (firstPts == AV_NOPTS_VALUE) {
            firstPts = packet.pts();
        } else if (packet.pts() != firstPts && !reopened) {
            reopen(); // the seek came out elsewhere than at the beginning
            return false;
        }
        if (packet.dts() == AV_NOPTS_VALUE) {
            packet.dts(packet.pts() - video().video_delay() * frameDuration);
        }
        begun = true;
        return true;
    }

    private boolean acceptAudio(AVPacket packet) {
        if (packet.pts() == AV_NOPTS_VALUE) {
            packet.pts(packet.dts());
        }
        packet.dts(packet.pts());
        if (!begun || packet.pts() == AV_NOPTS_VALUE) {
            return false;
        }
        shift(packet, av_rescale_q(offset - firstPts, videoTime, audioTime()));
        long begin = av_rescale_q(offset, videoTime, audioTime());
        if (packet.pts() < begin || packet.pts() < audioEnd - packet.duration() / 2) {
            return false;
        }
        audioEnd = packet.pts() + Math.max(1, packet.duration());
        return true;
    }

    private static void shift(AVPacket packet, long by) {
        packet.pts(packet.pts() + by);
        packet.dts(packet.dts() + by);
    }

    private void loop() {
        long overhang =
                audioTime == null || audioEnd == NEVER ? 0 : av_rescale_q(audioEnd, audioTime, videoTime) - videoEnd;
        offset = videoEnd + (overhang * Av.value(videoTime) > AUDIO_OVERHANG ? overhang : 0);
        begun = false;
        reopened = false;
        if (!file.rewind()) {
            reopen();
        }
    }

    private void reopen() {
        file.close();
        file = new MediaFile(file.path());
        reopened = true;
    }

    @Override
    public void close() {
        file.close();
        videoTime.close();
        if (audioTime != null) {
            audioTime.close();
        }
    }
}
