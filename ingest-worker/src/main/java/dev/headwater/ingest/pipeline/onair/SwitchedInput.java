package dev.headwater.ingest.pipeline.onair;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.core.media.Ladder;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.Choice;
import dev.headwater.ingest.pipeline.encode.Encoders;
import dev.headwater.ingest.pipeline.encode.LadderInput;
import dev.headwater.ingest.pipeline.encode.OutputClock;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.encode.Silence;
import dev.headwater.ingest.pipeline.encode.SlateCard;
import dev.headwater.ingest.pipeline.encode.TextSink;
import dev.headwater.ingest.pipeline.source.Streams;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is on air, as one input that never ends: encoders do not notice a change. It keeps time: where nothing comes and
 * what was made is a second behind the clock, the last picture is repeated, or the slate shown where nothing works, and
 * there is silence.
 *
 * <p>Of a feed that has stood by only as much is shown as makes up for what was missed: what lies further back is left out.
 */
final class SwitchedInput implements LadderInput {
    private static final double LATE = 1;
    private static final double SOUNDS_A_SECOND = (double) Encoders.SAMPLE_RATE / Encoders.AUDIO_FRAME;

    /** What brings packets for so long and no picture is damaged beyond repair, or not what it says. */
    private static final long UNDECODED = TimeUnit.SECONDS.toNanos(8);

    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(5);

    private final Switch<Feed> sources;
    private final Ladder ladder;
    private final Function<Feed, Supply> supplies;
    private final Offer offer;
    private final @Nullable OutputClock clock;
    private final LongSupplier nanos;
    private final Report report;
    private final ContentWatch watch;
    private final Silence silence = new Silence();
    private final AVFrame last = av_frame_alloc();
    private @Nullable Feed feed;
    private @Nullable Supply supply;
    private @Nullable SlateCard slate;
    private final long[] sounds = new long[Streams.MAX_SOUNDS];
    private Choice choice = Choice.NONE;
    private long pictures;
    /** The first picture of what is made of them now. */
    private long firstPicture;

    /** When the supply's first picture is, or would have been, shown: in seconds. */
    private double begin;

    private long lastFresh;
    private long leftOut;
    private long repeated;

    /**
     * An input that keeps time where there is a clock.
     *
     * @param supplies of who is put on air; each adds what it brings to what is offered
     * @param clock null: it is made as fast as it comes
     */
    SwitchedInput(
            Switch<Feed> sources,
            Ladder ladder,
            Function<Feed, Supply> supplies,
            Offer offer,
            @Nullable OutputClock clock,
            LongSupplier nanos,
            ContentWatch watch,
            Report report) {
        this.sources = sources;
        this.ladder = ladder;
        this.supplies = supplies;
        this.offer = offer;
        this.clock = clock;
        this.nanos = nanos;
        this.watch = watch;
        this.report = report;
    }

    /** What is made from here on begins with the next picture. */
    void begin() {
        firstPicture = pictures;
        choice = offer.choice();
        Arrays.fill(sounds, Math.round(pictures * SOUNDS_A_SECOND / ladder.frameRate()));
    }

    @Override
    public boolean hasAudio() {
        return true;
    }

    @Override
    public Choice choice() {
        awaitFirst();
        return choice;
    }

    @Override
    public boolean hasGrown() {
        return !choice.equals(offer.choice());
    }

    @Override
    public boolean video(AVFrame into) {
        while (!next(into)) {
            LockSupport.parkNanos(POLL);
        }
        pictures++;
        return true;
    }

    private boolean next(AVFrame into) {
        Feed onAir = sources.look();
        report.bitRate(onAir instanceof MediaFeed media ? media.bitRate() : 0);
        if (supply != null && (Objects.equals(feed, onAir) || isLost(feed)) && fresh(supply, into)) {
            lastFresh = nanos.getAsLong();
            keep(into);
            look(into);
            sources.delivered();
            return true;
        }
        if (onAir != null && !onAir.equals(feed)) {
            change(onAir);
            return false;
        }
        if (feed != null && feed.equals(onAir) && clock != null && nanos.getAsLong() - lastFresh > UNDECODED) {
            sources.reject(feed, "none of its pictures can be decoded");
        }
        if (pictures > 0 && ahead() < -LATE) {
            standIn(into);
            return true;
        }
        return false;
    }

    /** A test card is as it should be. */
    private void look(AVFrame picture) {
        if (feed instanceof MediaFeed) {
            watch.picture(picture);
            String complaint = watch.complaint();
            if (complaint != null) {
                sources.dull(feed, complaint);
            }
        }
    }

    private void listen(AVFrame samples) {
        if (feed instanceof MediaFeed) {
            watch.sound(samples);
        }
    }

    /** What it has left is shown to its end. */
    private boolean isLost(@Nullable Feed before) {
        return before != null && (before.failure() != null || before.complaint(nanos.getAsLong()) != null);
    }

    private boolean fresh(Supply from, AVFrame into) {
        if (!isTime(from.lead())) {
            return false;
        }
        while (picture(from, into)) {
            if (leftOut > 0) {
                leftOut--;
            } else if (repeated > 0 && ahead() > 0) {
                repeated--;
            } else {
                return true;
            }
            begin -= 1.0 / ladder.frameRate();
            av_frame_unref(into);
        }
        return false;
    }

    private boolean picture(Supply from, AVFrame into) {
        try {
            return from.picture(into);
        } catch (PipelineException e) {
            if (feed != null) {
                sources.reject(feed, e.text());
            }
            return false;
        }
    }

    private boolean isTime(double lead) {
        if (clock == null) {
            return true;
        }
        if (clock.ahead(pictures) > lead) {
            if (lead > 0) {
                clock.heldBack();
            }
            return false;
        }
        clock.notHeldBack();
        return true;
    }

    private double ahead() {
        return clock == null ? 0 : clock.ahead(pictures);
    }

    private void change(Feed onAir) {
        if (supply != null) {
            supply.close();
            supply = null;
        }
        feed = onAir;
        lastFresh = nanos.getAsLong();
        watch.begin();
        try {
            Supply next = supplies.apply(onAir);
            supply = next;
            double missed = pictures == 0 ? Double.MAX_VALUE : Math.max(0, -ahead());
            leftOut = Math.round(Math.max(0, next.secondsWaiting() - missed) * ladder.frameRate());
            repeated = 0;
            begin = (double) pictures / ladder.frameRate();
        } catch (PipelineException e) {
            sources.reject(onAir, e.text());
        }
    }

    private void keep(AVFrame picture) {
        av_frame_unref(last);
        Av.check(av_frame_ref(last, picture), "no memory for a picture");
    }

    private void standIn(AVFrame into) {
        if (sources.showsSlate()) {
            watch.begin();
            slate().video(into);
        } else {
            Av.check(av_frame_ref(into, last), "no memory for a picture");
            repeated++;
        }
        begin += 1.0 / ladder.frameRate();
    }

    private SlateCard slate() {
        SlateCard card = slate == null ? new SlateCard(SlateCard.OFF_AIR, ladder) : slate;
        slate = card;
        return card;
    }

    /** Until something is on air for the first time. */
    private void awaitFirst() {
        while (supply == null && pictures == 0) {
            Feed onAir = sources.look();
            if (onAir == null) {
                LockSupport.parkNanos(POLL);
            } else {
                change(onAir);
                choice = offer.choice();
            }
        }
    }

    @Override
    public boolean audio(int sound, AVFrame into) {
        awaitFirst();
        while (supply != null && isHeard(supply, sound)) {
            if (samples(supply, sound, into)) {
                if (supply.samplesTaken(sound) > due(sound)) {
                    if (sound == 0) {
                        listen(into);
                    }
                    sounds[sound]++;
                    return true;
                }
                av_frame_unref(into); // its time has passed
            } else if (!supply.awaitsSamples(sound) || ahead() < -LATE || !Objects.equals(feed, sources.look())) {
                break;
            } else {
                LockSupport.parkNanos(POLL);
            }
        }
        silence.next(into);
        if (sound == 0) {
            watch.noSound(Encoders.AUDIO_FRAME);
        }
        sounds[sound]++;
        return true;
    }

    private boolean samples(Supply from, int sound, AVFrame into) {
        try {
            return from.samples(sound, into);
        } catch (PipelineException e) {
            return false; // whoever asks it for a picture will hear
        }
    }

    /** Which of the supply's frames of samples is heard next, by its pictures. */
    private long due(int sound) {
        return Math.round(sounds[sound] - begin * SOUNDS_A_SECOND);
    }

    private boolean isHeard(Supply from, int sound) {
        return from.samplesTaken(sound) <= due(sound);
    }

    @Override
    public void texts(TextSink sink) {
        Supply from = supply;
        if (from != null) {
            double first = begin - (double) firstPicture / ladder.frameRate();
            from.texts((n, at, seconds, text) -> sink.text(n, first + at, seconds, text));
        }
    }

    @Override
    public void close() {
        if (supply != null) {
            supply.close();
        }
        if (slate != null) {
            slate.close();
        }
        silence.close();
        av_frame_free(last);
    }
}
