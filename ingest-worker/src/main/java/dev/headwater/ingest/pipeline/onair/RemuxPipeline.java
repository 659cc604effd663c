package dev.headwater.ingest.pipeline.onair;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.headwater.ingest.pipeline.av.NoKeyFrameException;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.av.SoundMissingException;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.encode.StillCamera;
import dev.headwater.ingest.pipeline.onair.CopiedBeside.Sound;
import dev.headwater.ingest.pipeline.source.MediaInput.Read;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/**
 * Sources copied packet by packet: what was encoded stays as it is. Each change to another source, or to the slate where
 * none works, ends the segment and begins a new stream.
 */
final class RemuxPipeline implements AutoCloseable {
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(20);

    /** Packets that are copied between two looks at what is on air: a second's, where they wait. */
    private static final int AT_ONCE = 64;

    private final Switch<Feed> sources;
    private final boolean endless;
    private final @Nullable StillCamera camera;
    private final Report report;
    private final Offer offer = new Offer();
    private final AVPacket packet = av_packet_alloc();
    private @Nullable CopiedStream copied;
    private @Nullable OffAir slate;
    private int width = 640;
    private int height = 360;
    private boolean sound;
    private boolean begun;
    private long madeBefore;
    private @Nullable MediaFeed uncut;

    RemuxPipeline(Switch<Feed> sources, boolean endless, Report report) {
        this(sources, endless, null, report);
    }

    /**
     * A pipeline that copies.
     *
     * @param sources whose feeds are {@link MediaFeed}s
     * @param endless whether it gives up, for somebody else to go on, where a source has no key frames
     * @param camera null: no stills are wanted
     */
    RemuxPipeline(Switch<Feed> sources, boolean endless, @Nullable StillCamera camera, Report report) {
        this.sources = sources;
        this.endless = endless;
        this.camera = camera;
        this.report = report;
    }

    /**
     * Copies.
     *
     * @param maxMillis how much media to make; 0: without end
     * @return the source that can only be encoded; it is on air, and what is in no segment yet is to be had from it. Empty:
     *     so much is made
     */
    Optional<MediaFeed> run(long maxMillis) {
        long last = maxMillis == 0 ? Long.MAX_VALUE : maxMillis;
        while (millis() < last && uncut == null) {
            MediaFeed feed = (MediaFeed) sources.look();
            if (copied != null && copied.feed() != feed) {
                leave(copied.feed());
            }
            if (feed != null) {
                endSlate();
                copy(feed, last);
            } else if (sources.showsSlate()) {
                slate().step();
            } else {
                rest();
            }
            report.progress(millis());
        }
        if (copied != null && uncut == null) {
            leave(copied.feed());
        }
        endSlate();
        return Optional.ofNullable(uncut);
    }

    /** What can not be ended is lost, and nothing else. */
    private void leave(MediaFeed feed) {
        try {
            endCopied();
        } catch (PipelineException e) {
            sources.reject(feed, e.text());
        }
    }

    private static void rest() {
        LockSupport.parkNanos(POLL);
    }

    private void copy(MediaFeed feed, long last) {
        try {
            int taken = 0;
            while (taken < AT_ONCE && millis() < last && copyNext(feed)) {
                taken++;
            }
            if (taken == 0) {
                rest();
            }
            report.bitRate(feed.bitRate());
            if (copied != null && copied.hasMadeSegment()) {
                sources.delivered();
            }
        } catch (NoKeyFrameException e) {
            if (endless && copied != null) {
                copied.putBack();
                uncut = feed;
            } else {
                sources.reject(feed, e.text());
                forgetUseless();
            }
        } catch (SoundMissingException e) {
            beginWithout(feed, e);
        } catch (PipelineException e) {
            sources.reject(feed, e.text());
            forgetUseless();
        } finally {
            av_packet_unref(packet);
        }
    }

    /** What was taken is shown all the same where it was kept. */
    private void beginWithout(MediaFeed feed, SoundMissingException missing) {
        CopiedStream deaf = copied;
        if (deaf == null) {
            throw missing;
        }
        copied = null;
        try (deaf) {
            if (endless) {
                deaf.putBack();
            }
        }
        try {
            begin(feed, deaf.heard().without(missing.rendition()));
        } catch (PipelineException e) {
            sources.reject(feed, e.text());
        }
    }

    /** Whether there was one. */
    private boolean copyNext(MediaFeed feed) {
        CopiedStream stream = copied == null ? begin(feed, heard()) : copied;
        Read read = feed.poll(packet);
        if (read == null) {
            return false;
        }
        if (read == Read.VIDEO && stream.isEndedBy(packet)) {
            boolean fellSilent = stream.hasSound() && !stream.hearsSound();
            Hearing next = stream.heardNext(fellSilent ? new Hearing(Sound.SILENCE) : heard());
            endCopied();
            feed.format().renew(packet);
            stream = begin(feed, next);
        }
        stream.take(read, packet);
        av_packet_unref(packet);
        return true;
    }

    private Hearing heard() {
        return new Hearing(sound ? Sound.OWN_OR_SILENCE : Sound.OWN);
    }

    private CopiedStream begin(MediaFeed feed, Hearing heard) {
        CopiedStream stream = new CopiedStream(feed, offer, heard, endless, camera, report);
        copied = stream;
        width = feed.format().video().width();
        height = feed.format().video().height();
        sound |= stream.hasSound();
        begun = true;
        return stream;
    }

    private void endCopied() {
        CopiedStream stream = copied;
        if (stream != null) {
            copied = null;
            try (stream) {
                madeBefore += stream.millis();
                stream.finish();
            } catch (SoundMissingException e) {
                report.state(e.text() + ": nothing is shown of what ended so soon");
            } finally {
                if (stream.hasMadeSegment()) {
                    sources.delivered();
                }
                report.bitRate(0);
            }
        }
    }

    /** What gave no segment before it failed is not begun again and again. */
    private void forgetUseless() {
        if (copied != null && !copied.hasMadeSegment()) {
            copied.close();
            copied = null;
        }
    }

    private OffAir slate() {
        OffAir showing = slate;
        if (showing == null) {
            showing = new OffAir(width, height, sound || !begun, offer.choice(), report);
            slate = showing;
        }
        return showing;
    }

    private void endSlate() {
        OffAir shown = slate;
        if (shown != null) {
            slate = null;
            try (shown) {
                shown.finish();
                madeBefore += shown.millis();
            }
        }
    }

    private long millis() {
        return madeBefore + (copied == null ? 0 : copied.millis()) + (slate == null ? 0 : slate.millis());
    }

    @Override
    public void close() {
        if (copied != null) {
            copied.close();
        }
        if (slate != null) {
            slate.close();
        }
        av_packet_free(packet);
    }
}
