package dev.headwater.ingest.pipeline.title;

import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Track;
import dev.headwater.ingest.pipeline.av.CodecNames;
import dev.headwater.ingest.pipeline.encode.Companion;
import dev.headwater.ingest.pipeline.encode.Encoders;
import dev.headwater.ingest.pipeline.encode.Renditions;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.encode.SoundSegmenter;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** A film's further sound, cut in step with its pictures. */
final class JoinedSound implements AutoCloseable {
    private final int number;
    private final Track track;
    private final TitleSoundFeed feed;
    private final SoundSegmenter segmenter;
    private final Mp4Writer copy;
    private int inCopy;

    /**
     * Goes along with the pictures from their beginning on.
     *
     * @param number in the order in which sounds are offered, from 1
     * @param copy is given all it takes as well
     */
    JoinedSound(int number, Track track, Path path, Mp4Writer copy, Report report) throws IOException {
        this.number = number;
        this.track = track;
        this.copy = copy;
        this.feed = new TitleSoundFeed(path);
        this.segmenter = new SoundSegmenter(Renditions.sound(number), codec(), true, false, report);
        feed.to(0, this::hear);
    }

    private AVCodecParameters codec() {
        return feed.parameters(0);
    }

    /** Behind the pictures and the main sound. */
    void begin() {
        inCopy = copy.addAudio(codec(), track.language());
    }

    private void hear(AVPacket packet, AVRational timeBase) {
        copy.audio(inCopy, packet, timeBase);
        long pts = packet.pts();
        long dts = packet.dts();
        packet.pts(pts + Encoders.SAMPLE_RATE); // one second on, as the pictures are
        packet.dts(dts + Encoders.SAMPLE_RATE);
        segmenter.audio(packet, timeBase);
        packet.pts(pts);
        packet.dts(dts);
    }

    /** As {@link TitleSoundFeed#feedBefore}. */
    void feedBefore(long sample) throws IOException {
        feed.feedBefore(sample);
    }

    Companion companion() {
        return segmenter;
    }

    Rendition rendition() {
        return Renditions.sound(number, CodecNames.audio(codec()).orElseThrow(), codec().bit_rate(), track);
    }

    @Override
    public void close() throws IOException {
        segmenter.close();
        feed.close();
    }
}
