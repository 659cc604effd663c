package dev.headwater.ingest.pipeline.onair;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.media.Redaction;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.Pacer;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.source.MediaInput;
import dev.headwater.ingest.pipeline.source.MediaInput.Read;
import dev.headwater.ingest.pipeline.source.Streams;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a source that is read packet by packet, by a thread of its own: whatever it waits for, nobody else does. A
 * thread that does not come back is left behind.
 */
final class MediaFeed implements Feed {
    /** Opens the source, and waits for it. */
    @FunctionalInterface
    interface Opening {
        MediaInput open() throws IOException;
    }

    private final int source;
    private final Opening opening;
    private final boolean paced;
    private final Health health;
    private final LongSupplier nanos;
    private final PacketQueue queue = new PacketQueue();
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread reader;
    private @Nullable MediaInput input;
    private @Nullable FeedFormat format;
    private volatile boolean ended;
    private volatile boolean withoutKey;
    private boolean shown;
    private boolean released;

    MediaFeed(int source, int attempt, Opening opening, boolean paced, Health health, LongSupplier nanos) {
        this.source = source;
        this.opening = opening;
        this.paced = paced;
        this.health = health;
        this.nanos = nanos;
        this.reader = Thread.ofPlatform()
                .daemon()
                .name("source-" + (source + 1) + "-" + attempt)
                .unstarted(this::run);
        queue.onAir(!paced); // what is not paced may be over before anybody looks
    }

    MediaFeed start() {
        reader.start();
        return this;
    }

    private void run() {
        AVPacket packet = av_packet_alloc();
        try {
            MediaInput opened = opening.open();
            try {
                if (take(opened)) {
                    read(opened, packet);
                }
            } finally {
                give();
                opened.close();
            }
        } catch (PipelineException e) {
            health.failed(e.text());
        } catch (FetchException e) {
            health.failed(e.text());
        } catch (IOException | RuntimeException | LinkageError e) {
            health.failed("it can not be read: " + Redaction.of(e.toString()));
        } finally {
            av_packet_free(packet);
        }
    }

    private boolean take(MediaInput opened) {
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            input = opened;
            format = new FeedFormat(opened);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void give() {
        lock.lock();
        try {
            input = null;
        } finally {
            lock.unlock();
        }
    }

    private void read(MediaInput opened, AVPacket packet) {
        Pacer pacer = paced ? opened.pacer() : Pacer.unpaced();
        health.allowPauses(pacer.lead());
        double videoTick = Av.value(opened.videoTime());
        double[] ticks = new double[Streams.PLACES];
        for (int i = 0; i < opened.sounds().size(); i++) {
            ticks[i] = Av.value(opened.sounds().get(i).time());
        }
        for (int i = 0; i < opened.texts().size(); i++) {
            ticks[Streams.TEXTS + i] = Av.value(opened.texts().get(i).time());
        }
        for (int i = 0; i < opened.bitmaps().size(); i++) {
            ticks[Streams.BITMAPS + i] = Av.value(opened.bitmaps().get(i).time());
        }
        boolean first = true;
        while (!ended) {
            Read read = opened.next(packet);
            int size = packet.size();
            switch (read) {
                case VIDEO -> {
                    double seconds = packet.dts() * videoTick;
                    pacer.await((long) (seconds * 1e9));
                    boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
                    withoutKey |= first && !key;
                    first = false;
                    put(read, packet, packet.pts() * videoTick);
                    health.video(nanos.getAsLong(), key, (long) (seconds * 1e9), size);
                }
                case AUDIO, BESIDE -> {
                    put(read, packet, packet.pts() * ticks[packet.stream_index()]);
                    health.bytes(nanos.getAsLong(), size);
                }
                case LOOPED -> put(read, packet, 0);
            }
            av_packet_unref(packet);
        }
    }

    private void put(Read read, AVPacket packet, double seconds) {
        queue.put(read, packet, seconds, waits -> health.waitsForUs(waits, nanos.getAsLong()), () -> ended);
    }

    /** Whether its first picture is no key frame, since none has come for long. */
    boolean beganWithoutKey() {
        return withoutKey;
    }

    /** Only of one that is ready. */
    FeedFormat format() {
        return Objects.requireNonNull(format);
    }

    /** As {@link PacketQueue#poll}. */
    @Nullable
    Read poll(AVPacket into) {
        return queue.poll(into);
    }

    /** As {@link PacketQueue#putBack}. */
    void putBack(List<PacketQueue.Taken> taken) {
        queue.putBack(taken);
    }

    /** Who shows it needs no key frames but the first, from here on. */
    void ignoreKeyFrames() {
        health.ignoreKeyFrames();
    }

    /** How much video waits to be shown. */
    double secondsWaiting() {
        return queue.seconds();
    }

    long bitRate() {
        return health.bitRate(nanos.getAsLong());
    }

    /** Whether its thread has something to do yet, or hangs. */
    boolean isAlive() {
        return reader.isAlive();
    }

    @Override
    public int source() {
        return source;
    }

    @Override
    public boolean isReady() {
        return health.isReady();
    }

    @Override
    public long readySince() {
        return health.readySince();
    }

    /** One on air has not ended before all it brought was taken. */
    @Override
    public @Nullable String failure() {
        return queue.hasMore() ? null : health.failure();
    }

    @Override
    public @Nullable String complaint(long now) {
        return paced ? health.complaint(now) : null;
    }

    @Override
    public boolean isAtKeyFrame(long now) {
        return health.isAtKeyFrame(now);
    }

    @Override
    public void goOnAir() {
        queue.onAir(true);
    }

    /** It is shown from here on: what it has stays until it is released, also when it has ended. */
    void hold() {
        lock.lock();
        try {
            shown = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void standBy() {
        queue.onAir(false);
    }

    @Override
    public void end() {
        lock.lock();
        try {
            ended = true;
            if (input != null) {
                input.cancel();
            }
        } finally {
            lock.unlock();
        }
        reader.interrupt();
        free();
    }

    /** It is shown no more: what it has can go as soon as it has ended. */
    void release() {
        lock.lock();
        try {
            shown = false;
        } finally {
            lock.unlock();
        }
        free();
    }

    private void free() {
        lock.lock();
        try {
            if (!ended || shown || released) {
                return;
            }
            released = true;
            if (format != null) {
                format.close();
            }
        } finally {
            lock.unlock();
        }
        queue.close();
    }
}
