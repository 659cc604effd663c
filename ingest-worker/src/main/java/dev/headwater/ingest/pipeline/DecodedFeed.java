package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.headwater.core.media.Ladder;
import dev.headwater.ingest.pipeline.MediaInput.Read;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** A feed, decoded: pictures at a ladder's frame rate and of its size (letter-boxed), stereo. */
final class DecodedFeed implements Supply {
    /** Pictures read ahead while waiting for audio; past it the audio has a hole, and the picture goes on. */
    private static final int MAX_AHEAD_SECONDS = 1;

    /** A segment: the first is there sooner where a server begins with a burst. */
    private static final double LEAD = 2;

    private final MediaFeed feed;
    private final FeedFormat format;
    private final Ladder ladder;
    private final Decoder video;
    private final @Nullable Decoder audio;
    private final AVPacket packet = av_packet_alloc();
    private final SteadyFilters pictures;
    private final SteadyFilters samples;
    private boolean begun;
    private long firstPts;
    private double decodedSeconds;
    private long picturesTaken;
    private long samplesTaken;

    DecodedFeed(MediaFeed feed, Ladder ladder) {
        this.feed = feed;
        this.format = feed.format();
        this.ladder = ladder;
        this.pictures = new SteadyFilters("", frame -> LadderFilters.pictures(frame, format.videoTime(), ladder));
        this.samples = new SteadyFilters("a", frame -> LadderFilters.samples(frame, format.audioTime()));
        this.video = new Decoder(format.video(), format.videoTime(), this::decoded);
        AVCodecParameters parameters = format.audio();
        this.audio = parameters == null ? null : new Decoder(parameters, format.audioTime(), samples::put);
    }

    @Override
    public boolean picture(AVFrame into) {
        while (!pictures.take(into)) {
            if (!readOn()) {
                return false;
            }
        }
        picturesTaken++;
        return true;
    }

    @Override
    public boolean samples(AVFrame into) {
        while (!samples.take(into)) {
            if (isAhead() || !readOn()) {
                return false;
            }
        }
        samplesTaken++;
        return true;
    }

    private boolean isAhead() {
        return decodedSeconds - (double) picturesTaken / ladder.frameRate() > MAX_AHEAD_SECONDS;
    }

    @Override
    public boolean awaitsSamples() {
        return audio != null && !isAhead() && feed.failure() == null;
    }

    @Override
    public long samplesTaken() {
        return samplesTaken;
    }

    @Override
    public double lead() {
        return LEAD;
    }

    @Override
    public double secondsWaiting() {
        return feed.secondsWaiting();
    }

    /** False: nothing has come. */
    private boolean readOn() {
        Read read = feed.poll(packet);
        if (read == null) {
            return false;
        }
        switch (read) {
            case VIDEO -> {
                if (!begun) {
                    begun = true;
                    firstPts = packet.pts();
                }
                shift(firstPts);
                video.decode(packet);
            }
            case AUDIO -> {
                if (audio != null && begun) {
                    shift(av_rescale_q(firstPts, format.videoTime(), format.audioTime()));
                    audio.decode(packet);
                }
            }
            case LOOPED -> {
                video.drain();
                if (audio != null) {
                    audio.drain();
                }
            }
        }
        av_packet_unref(packet);
        return true;
    }

    private void shift(long by) {
        packet.pts(packet.pts() - by).dts(packet.dts() - by);
    }

    private void decoded(AVFrame frame) {
        decodedSeconds = frame.pts() * Av.value(format.videoTime());
        pictures.put(frame);
    }

    @Override
    public void close() {
        pictures.close();
        samples.close();
        if (audio != null) {
            audio.close();
        }
        video.close();
        av_packet_free(packet);
        feed.release();
    }
}
