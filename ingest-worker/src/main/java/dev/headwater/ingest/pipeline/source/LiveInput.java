package dev.headwater.ingest.pipeline.source;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.Pacer;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** A live source: it begins where it is, ends when it wants to, and its end is a failure. */
final class LiveInput implements MediaInput {
    private static final long KEY_AWAITED = TimeUnit.SECONDS.toNanos(Packaging.REMUX.targetDuration());

    private final LiveFormat format;
    private final long patience;
    private final LiveClock clock = new LiveClock();
    private final AVRational time = new AVRational().num(1).den(Av.TICKS_PER_SECOND);
    private final long frameDuration;
    private final @Nullable BesideTexts beside;
    private boolean begun;
    private long firstSeen;
    private long lastDts = AV_NOPTS_VALUE;
    private long lastStep;
    private long pictureSeen = System.nanoTime();

    /** @param withTexts whether texts are read that lie beside what FFmpeg reads */
    private LiveInput(LiveFormat format, HttpLimits limits, boolean withTexts) {
        this.format = format;
        this.beside = withTexts ? format.textsBeside(time) : null;
        this.patience = limits.stall().toNanos();
        double frameRate = frameRate();
        this.frameDuration = frameRate == 0 ? 0 : Math.round(Av.TICKS_PER_SECOND / frameRate);
        this.lastStep = frameDuration;
    }

    /** @throws IOException where it can not be had, with the reason */
    static LiveInput open(Source source, HttpLimits limits, Wanted wanted) throws IOException {
        return new LiveInput(LiveFormat.open(source, limits, wanted), limits, wanted != Wanted.SOUND_ALONE);
    }

    @Override
    public AVCodecParameters video() {
        return format.videoStream().codecpar();
    }

    @Override
    public AVRational videoTime() {
        return time;
    }

    @Override
    public List<Beside> sounds() {
        return beside(0, format.streams().sounds());
    }

    @Override
    public List<Beside> texts() {
        List<Beside> all =
                new ArrayList<>(beside(Streams.TEXTS, format.streams().texts()));
        if (beside != null) {
            all.addAll(beside.tracks());
        }
        return List.copyOf(all);
    }

    @Override
    public List<Beside> bitmaps() {
        return beside(Streams.BITMAPS, format.streams().bitmaps());
    }

    private List<Beside> beside(int first, int count) {
        Streams streams = format.streams();
        return IntStream.range(first, first + count)
                .mapToObj(place -> new Beside(streams.at(place).codecpar(), time, streams.track(place)))
                .toList();
    }

    @Override
    public String leftOut() {
        return format.streams().leftOut();
    }

    @Override
    public double frameRate() {
        return Av.value(format.videoStream().avg_frame_rate());
    }

    @Override
    public long bitRate() {
        return 0;
    }

    @Override
    public Pacer pacer() {
        return format.isPlaylist() ? Pacer.ofBursts() : Pacer.ofLive();
    }

    @Override
    public Read next(AVPacket packet) {
        while (true) {
            if (beside != null && beside.take(packet)) {
                if (shifted(packet, clock.text(packet.pts()))) {
                    return Read.BESIDE;
                }
                av_packet_unref(packet);
                continue;
            }
            format.read(packet);
            if (format.isVideo(packet)) {
                pictureSeen = System.nanoTime();
                av_packet_rescale_ts(packet, format.videoStream().time_base(), time);
                if (acceptVideo(packet)) {
                    return Read.VIDEO;
                }
            } else {
                int place = format.streams().place(packet.stream_index());
                if (place != Streams.NONE) {
                    av_packet_rescale_ts(packet, format.streams().at(place).time_base(), time);
                    packet.stream_index(place);
                    if (acceptBeside(place, packet)) {
                        return place == 0 ? Read.AUDIO : Read.BESIDE;
                    }
                }
            }
            av_packet_unref(packet);
            if (System.nanoTime() - pictureSeen > patience) {
                throw new PipelineException("the source sends no picture any more");
            }
        }
    }

    private boolean acceptVideo(AVPacket packet) {
        MediaInput.markSound(video(), packet);
        if (packet.duration() == 0) {
            packet.duration(frameDuration);
        }
        if (packet.dts() == AV_NOPTS_VALUE) {
            packet.dts(lastDts == AV_NOPTS_VALUE ? packet.pts() : lastDts + lastStep);
        }
        if (packet.pts() == AV_NOPTS_VALUE) {
            packet.pts(packet.dts());
        }
        if (packet.dts() == AV_NOPTS_VALUE || (!begun && !begin(packet))) {
            return false;
        }
        lastDts = packet.dts();
        if (beside != null) {
            beside.reached(packet.pts());
        }
        long shift = clock.video(packet.dts(), lastStep);
        lastStep = packet.duration();
        return shifted(packet, shift);
    }

    /** With a key frame; where none comes for long, without: who decodes it makes the best of that. */
    private boolean begin(AVPacket packet) {
        firstSeen = firstSeen == 0 ? System.nanoTime() : firstSeen;
        begun = (packet.flags() & AV_PKT_FLAG_KEY) != 0 || System.nanoTime() - firstSeen > KEY_AWAITED;
        if (begun) {
            clock.begin(packet.pts());
        }
        return begun;
    }

    private boolean acceptBeside(int place, AVPacket packet) {
        if (packet.pts() == AV_NOPTS_VALUE) {
            packet.pts(packet.dts());
        }
        if (!begun || packet.pts() == AV_NOPTS_VALUE) {
            return false;
        }
        packet.dts(packet.pts());
        return shifted(
                packet,
                Streams.isSound(place)
                        ? clock.audio(place, packet.pts(), packet.duration())
                        : clock.text(packet.pts()));
    }

    private static boolean shifted(AVPacket packet, long by) {
        if (by == LiveClock.NO_PLACE) {
            return false;
        }
        packet.pts(packet.pts() + by);
        packet.dts(packet.dts() + by);
        return true;
    }

    @Override
    public void cancel() {
        format.cancel();
    }

    @Override
    public void close() {
        if (beside != null) {
            beside.close();
        }
        format.close();
        time.close();
    }
}
