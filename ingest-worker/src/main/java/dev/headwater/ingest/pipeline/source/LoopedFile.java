package dev.headwater.ingest.pipeline.source;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.Pacer;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * A file that never ends: after its last frame comes its first again, and time stamps run on as if it went on. Its first
 * key frame is at 0; what lies before that is left out, each time round.
 */
public final class LoopedFile implements MediaInput {
    /** Audio this much longer than the picture is heard to its end; less is cut, so that the picture loops without a gap. */
    private static final double AUDIO_OVERHANG = 0.5;

    /** Before everything, and far enough from the edge to be reckoned with. */
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final AVRational videoTime;
    private final AVRational[] times = new AVRational[Streams.PLACES];
    private final long frameDuration;
    private final Wanted wanted;
    private MediaFile file;
    private long firstPts = AV_NOPTS_VALUE;
    private boolean begun;
    private boolean reopened;
    private long offset;
    private long videoEnd;
    private long lastVideoDts = NEVER;
    private long lastStep;
    private final long[] audioEnds = new long[Streams.MAX_SOUNDS];

    public LoopedFile(String path) {
        this(path, Wanted.PICTURE);
    }

    public LoopedFile(String path, Wanted wanted) {
        this.wanted = wanted;
        this.file = new MediaFile(path, wanted);
        AVStream video = file.videoStream();
        this.videoTime = copy(video.time_base());
        file.streams()
                .places()
                .forEach(place -> times[place] = copy(file.streams().at(place).time_base()));
        Arrays.fill(audioEnds, NEVER);
        double frameRate = Av.value(video.avg_frame_rate());
        this.frameDuration = frameRate == 0 ? 0 : Math.round(1 / frameRate / Av.value(videoTime));
    }

    private List<Beside> beside(IntPredicate which) {
        Streams streams = file.streams();
        return streams.places()
                .filter(which)
                .mapToObj(place -> new Beside(streams.at(place).codecpar(), times[place], streams.track(place)))
                .toList();
    }

    private static AVRational copy(AVRational rational) {
        return new AVRational().num(rational.num()).den(rational.den());
    }

    @Override
    public AVCodecParameters video() {
        return file.videoStream().codecpar();
    }

    @Override
    public AVRational videoTime() {
        return videoTime;
    }

    @Override
    public List<Beside> sounds() {
        return beside(Streams::isSound);
    }

    @Override
    public List<Beside> texts() {
        return beside(Streams::isText);
    }

    @Override
    public List<Beside> bitmaps() {
        return beside(Streams::isBitmap);
    }

    @Override
    public String leftOut() {
        return file.streams().leftOut();
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
            int place = file.streams().place(packet.stream_index());
            if (place != Streams.NONE && acceptBeside(place, packet)) {
                return place == 0 ? Read.AUDIO : Read.BESIDE;
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
        MediaInput.markSound(video(), packet);
        if (packet.duration() == 0) {
            packet.duration(frameDuration);
        }
        if (packet.pts() == AV_NOPTS_VALUE) {
            packet.pts(packet.dts());
        }
        boolean first = !begun;
        if (first && !begin(packet)) {
            return false;
        }
        if (packet.dts() == AV_NOPTS_VALUE) {
            packet.dts(lastVideoDts + frameDuration - offset + firstPts);
        }
        shift(packet, offset - firstPts);
        if (packet.dts() <= lastVideoDts) {
            return false;
        }
        if (!first) {
            long hole = FileHoles.of(packet.dts() - lastVideoDts, lastStep, videoTime);
            offset -= hole;
            shift(packet, -hole);
        }
        lastVideoDts = packet.dts();
        lastStep = packet.duration();
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

    private boolean acceptBeside(int place, AVPacket packet) {
        if (packet.pts() == AV_NOPTS_VALUE) {
            packet.pts(packet.dts());
        }
        packet.dts(packet.pts());
        if (!begun || packet.pts() == AV_NOPTS_VALUE) {
            return false;
        }
        boolean heard = Streams.isSound(place);
        AVRational time = times[place];
        packet.stream_index(place);
        shift(packet, av_rescale_q(offset - firstPts, videoTime, time));
        long begin = av_rescale_q(offset, videoTime, time);
        if (packet.pts() < begin) {
            return false;
        }
        if (!heard) {
            return true;
        }
        if (packet.pts() < audioEnds[place] - packet.duration() / 2) {
            return false;
        }
        audioEnds[place] = packet.pts() + Math.max(1, packet.duration());
        return true;
    }

    private static void shift(AVPacket packet, long by) {
        packet.pts(packet.pts() + by);
        packet.dts(packet.dts() + by);
    }

    private void loop() {
        long overhang = audioEnds[0] == NEVER ? 0 : av_rescale_q(audioEnds[0], times[0], videoTime) - videoEnd;
        offset = videoEnd + (overhang * Av.value(videoTime) > AUDIO_OVERHANG ? overhang : 0);
        begun = false;
        reopened = false;
        if (!file.rewind()) {
            reopen();
        }
    }

    private void reopen() {
        file.close();
        file = new MediaFile(file.path(), wanted);
        reopened = true;
    }

    @Override
    public void close() {
        file.close();
        videoTime.close();
        file.streams().places().forEach(place -> times[place].close());
    }
}
