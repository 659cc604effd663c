package dev.headwater.ingest.pipeline.onair;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.headwater.core.media.Ladder;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.Decoder;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.LadderFilters;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.encode.SteadyFilters;
import dev.headwater.ingest.pipeline.encode.TextSink;
import dev.headwater.ingest.pipeline.source.Beside;
import dev.headwater.ingest.pipeline.source.MediaInput.Read;
import dev.headwater.ingest.pipeline.source.Streams;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** A feed, decoded: pictures at a ladder's frame rate and of its size (letter-boxed), what is offered to be heard, and read. */
final class DecodedFeed implements Supply {
    /** Pictures read ahead while waiting for audio; past it the audio has a hole, and the picture goes on. */
    private static final int MAX_AHEAD_SECONDS = 1;

    /** A segment: the first is there sooner where a server begins with a burst. */
    private static final double LEAD = 2;

    private final MediaFeed feed;
    private final FeedFormat format;
    private final Ladder ladder;
    private final Decoder video;
    private final DecodedSounds sounds;
    private final DecodedTexts texts;
    private final @Nullable BurntSubtitles burnt;
    private final AVPacket packet;
    private final SteadyFilters pictures;
    private boolean begun;
    private long firstPts;
    private double decodedSeconds;
    private long picturesTaken;

    /**
     * Holds the feed, unless it fails.
     *
     * @param burnt this one's from here on; null: nothing is drawn into its pictures
     */
    private DecodedFeed(MediaFeed feed, Ladder ladder, Offer.Places places, @Nullable BurntSubtitles burnt) {
        this.feed = feed;
        this.format = feed.format();
        this.ladder = ladder;
        this.burnt = burnt;
        this.pictures = new SteadyFilters("", frame -> LadderFilters.pictures(frame, format.videoTime(), ladder));
        this.video = new Decoder(format.video(), format.videoTime(), this::decoded);
        this.sounds = orClose(() -> new DecodedSounds(format.sounds(), places.sounds()), video::close);
        this.texts = orClose(() -> new DecodedTexts(format.texts(), places.texts()), () -> {
            sounds.close();
            video.close();
        });
        this.packet = av_packet_alloc();
        feed.hold();
    }

    /** Opens something; where that fails, what was opened before is closed. */
    private static <T> T orClose(Supplier<T> opening, Runnable close) {
        try {
            return opening.get();
        } catch (PipelineException e) {
            close.run();
            throw e;
        }
    }

    /**
     * Adds what the feed brings to what is offered, where it may.
     *
     * @param burnIn the language of subtitles that are bitmaps, to be drawn into its pictures; null: none
     */
    static DecodedFeed of(
            MediaFeed feed, Ladder ladder, Offer offer, @Nullable String burnIn, Warnings warnings, Report report) {
        FeedFormat format = feed.format();
        if (!format.leftOut().isEmpty()) {
            report.state("source " + (feed.source() + 1) + ": " + format.leftOut());
        }
        Offer.Places places = offer.places(
                feed.source(),
                format.sounds().stream().map(Beside::track).toList(),
                format.texts().stream().map(Beside::track).toList());
        BurntSubtitles burnt = burnIn == null
                ? null
                : BurntSubtitles.in(burnIn, format.bitmaps(), ladder.rungs().getFirst());
        warnings.unburnt(burnt == null ? burnIn : null);
        return orClose(() -> new DecodedFeed(feed, ladder, places, burnt), burnt == null ? () -> {} : burnt::close);
    }

    @Override
    public boolean picture(AVFrame into) {
        while (!pictures.take(into)) {
            if (!readOn()) {
                return false;
            }
        }
        if (burnt != null) {
            burnt.draw(into, (double) picturesTaken / ladder.frameRate());
        }
        picturesTaken++;
        return true;
    }

    @Override
    public boolean samples(int sound, AVFrame into) {
        while (!sounds.take(sound, into)) {
            if (isAhead() || !readOn()) {
                return false;
            }
        }
        return true;
    }

    private boolean isAhead() {
        return decodedSeconds - (double) picturesTaken / ladder.frameRate() > MAX_AHEAD_SECONDS;
    }

    @Override
    public boolean awaitsSamples(int sound) {
        return sounds.isThere() && !isAhead() && feed.failure() == null;
    }

    @Override
    public long samplesTaken(int sound) {
        return sounds.taken(sound);
    }

    @Override
    public void texts(TextSink sink) {
        texts.pass(sink);
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
        try {
            decode(read);
        } finally {
            av_packet_unref(packet);
        }
        return true;
    }

    private void decode(Read read) {
        switch (read) {
            case VIDEO -> {
                if (!begun) {
                    begun = true;
                    if (feed.beganWithoutKey()) {
                        video.showDamaged();
                    }
                    firstPts = packet.pts();
                }
                shift(firstPts);
                video.decode(packet);
            }
            case AUDIO -> sound(0);
            case BESIDE -> {
                int place = packet.stream_index();
                if (Streams.isSound(place)) {
                    sound(place);
                } else if (begun && Streams.isBitmap(place)) {
                    burn(place);
                } else if (begun) {
                    shift(format.texts().get(place - Streams.TEXTS).time());
                    texts.decode(place - Streams.TEXTS, packet);
                }
            }
            case LOOPED -> {
                video.drain();
                sounds.drain();
                if (burnt != null) {
                    burnt.cut(decodedSeconds + 1.0 / ladder.frameRate());
                }
            }
        }
    }

    private void sound(int place) {
        if (begun) {
            shift(format.sounds().get(place).time());
            sounds.decode(place, packet);
        }
    }

    private void burn(int place) {
        if (burnt != null) {
            shift(format.bitmaps().get(place - Streams.BITMAPS).time());
            burnt.decode(place, packet);
        }
    }

    private void shift(AVRational time) {
        shift(av_rescale_q(firstPts, format.videoTime(), time));
    }

    private void shift(long by) {
        packet.pts(packet.pts() - by).dts(packet.dts() - by);
    }

    private void decoded(AVFrame frame) {
        decodedSeconds = frame.pts() * Av.value(format.videoTime());
        if (burnt != null) {
            burnt.shape(frame);
        }
        pictures.put(frame);
    }

    @Override
    public void close() {
        pictures.close();
        sounds.close();
        texts.close();
        if (burnt != null) {
            burnt.close();
        }
        video.close();
        av_packet_free(packet);
        feed.release();
    }
}
