package dev.headwater.ingest.pipeline.onair;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.ingest.pipeline.av.Decoder;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.Encoders;
import dev.headwater.ingest.pipeline.encode.LadderFilters;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.encode.Silence;
import dev.headwater.ingest.pipeline.encode.SoundLadder;
import dev.headwater.ingest.pipeline.encode.SteadyFilters;
import dev.headwater.ingest.pipeline.source.MediaInput.Read;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Whatever is on air of sources without a picture, as one sound that never ends: where nothing comes for a second there is silence. */
final class SwitchedSound implements SoundLadder.Input, AutoCloseable {
    private static final long LATE = TimeUnit.SECONDS.toNanos(1);

    /** The machine slept, or is too slow: what was missed is not made up for. */
    private static final long LOST = TimeUnit.SECONDS.toNanos(5);

    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(5);

    /** A feed that is heard. */
    private static final class Heard implements AutoCloseable {
        private final MediaFeed feed;
        private final SteadyFilters samples;
        private final Decoder decoder;
        private final AVPacket packet;

        /** Holds the feed, unless it fails. */
        Heard(MediaFeed feed) {
            FeedFormat format = feed.format();
            this.feed = feed;
            this.samples = new SteadyFilters("a", frame -> LadderFilters.samples(frame, format.videoTime()));
            this.decoder = new Decoder(format.video(), format.videoTime(), samples::put);
            this.packet = av_packet_alloc();
            feed.hold();
        }

        boolean take(AVFrame into) {
            while (!samples.take(into)) {
                Read read = feed.poll(packet);
                if (read == null) {
                    return false;
                }
                if (read == Read.VIDEO) {
                    decoder.decode(packet);
                } else if (read == Read.LOOPED) {
                    decoder.drain();
                }
                av_packet_unref(packet);
            }
            return true;
        }

        @Override
        public void close() {
            samples.close();
            decoder.close();
            av_packet_free(packet);
            feed.release();
        }
    }

    private final Switch<MediaFeed> sources;
    private final boolean paced;
    private final LongSupplier nanos;
    private final Report report;
    private final Silence silence = new Silence();
    private @Nullable Heard heard;
    private long made;
    private long origin;

    /** Frames of silence that stand where something may come yet. */
    private long silent;

    /** @param paced whether it keeps time; else it is made as fast as it comes */
    SwitchedSound(Switch<MediaFeed> sources, boolean paced, LongSupplier nanos, Report report) {
        this.sources = sources;
        this.paced = paced;
        this.nanos = nanos;
        this.report = report;
    }

    @Override
    public void next(AVFrame into) {
        while (!fill(into)) {
            LockSupport.parkNanos(POLL);
        }
        if (made == 0) {
            origin = nanos.getAsLong();
        }
        made += Encoders.AUDIO_FRAME;
    }

    private boolean fill(AVFrame into) {
        MediaFeed onAir = sources.look();
        report.bitRate(onAir == null ? 0 : onAir.bitRate());
        if (heard != null && onAir != null && heard.feed != onAir) {
            heard.close();
            heard = null;
        }
        if (heard == null && onAir != null) {
            begin(onAir);
        }
        if (heard != null && take(heard, into)) {
            sources.delivered();
            return true;
        }
        if (!paced || made == 0 || behind() < LATE) {
            return false;
        }
        silence.next(into);
        silent++;
        return true;
    }

    private void begin(MediaFeed feed) {
        try {
            heard = new Heard(feed);
        } catch (PipelineException e) {
            sources.reject(feed, e.text());
        }
    }

    /** What comes after all is left out where silence stood for it: it would be late from then on. */
    private boolean take(Heard from, AVFrame into) {
        try {
            while (from.take(into)) {
                if (silent == 0 || behind() >= 0) {
                    return true;
                }
                silent--;
                av_frame_unref(into);
            }
            return false;
        } catch (PipelineException e) {
            sources.reject(from.feed, e.text());
            return false;
        }
    }

    private long behind() {
        long behind = nanos.getAsLong() - origin - made * TimeUnit.SECONDS.toNanos(1) / Encoders.SAMPLE_RATE;
        if (behind > LOST) {
            origin += behind;
            return 0;
        }
        return behind;
    }

    @Override
    public void close() {
        if (heard != null) {
            heard.close();
        }
        silence.close();
    }
}
