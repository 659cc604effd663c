package dev.headwater.ingest.fetch;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.HttpBody;
import dev.headwater.core.fetch.HttpFetcher;
import dev.headwater.core.fetch.HttpLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Reads subtitles of an HLS source beside it, by a thread of its own: whatever becomes of them, the picture goes on. It
 * begins where a reader of the picture would, and no farther ahead than texts are kept.
 */
public final class SubtitleReader implements AutoCloseable {
    /** A list is read whole, and a file of it may have a film's. */
    private static final int MAX_BYTES = 1 << 20;

    /** FFmpeg begins to play three segments before the end of what is live, and takes seconds to find out what that is. */
    private static final int SEGMENTS_BEFORE = 8;

    /** So many are ahead of the picture before more are read. */
    private static final int ENOUGH = 200;

    private static final int MOST_KNOWN = 200;
    private static final long SECOND = 90_000;

    /** So far ahead of the picture a text is passed on: before the segment it stands in ends. */
    private static final long AHEAD = 10 * SECOND;

    /** Farther back than this it comes too late. */
    private static final long BEHIND = 30 * SECOND;

    private static final long LOOK_EVERY = SECOND / 4;

    /** The clock of MPEG-TS has 33 bits. */
    private static final long WRAP = 1L << 33;

    private static final int SLOWEST_SECONDS = 30;

    /** So often a segment is asked for that can not be had. */
    private static final int TRIES = 3;

    /** For all of a file: a server that sends a byte now and then is not waited for. */
    private static final Duration WHOLE = Duration.ofSeconds(30);

    private final HttpFetcher fetcher;
    private final HttpLimits limits;
    private final URI playlist;
    private final Consumer<String> log;
    private final Duration whole;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<TimedText> kept = new ArrayDeque<>();
    private final ArrayDeque<TimedText> known = new ArrayDeque<>();
    private final Thread reader;
    private long nextSegment = -1;
    private int failed; // of the tries to get it
    private long lookedAt = Long.MIN_VALUE;
    private boolean fresh;

    /**
     * Begins to read.
     *
     * @param fetcher the source's: what is not opened for that is not opened for these
     * @param log told why they can not be had, for as long as that is so once
     */
    public SubtitleReader(HttpFetcher fetcher, HttpLimits limits, URI playlist, Consumer<String> log) {
        this(fetcher, limits, playlist, log, WHOLE);
    }

    /** @param whole how long each file may take */
    SubtitleReader(HttpFetcher fetcher, HttpLimits limits, URI playlist, Consumer<String> log, Duration whole) {
        this.fetcher = fetcher;
        this.limits = limits;
        this.playlist = playlist;
        this.log = log;
        this.whole = whole;
        this.reader = Thread.ofVirtual().name("subtitles").start(this::run);
    }

    private void run() {
        int failures = 0;
        try {
            while (true) {
                int pause;
                try {
                    SegmentList list = readOn();
                    if (list.ended() && nextSegment >= list.next()) {
                        return;
                    }
                    pause = list.targetSeconds();
                    failures = 0;
                } catch (IOException e) {
                    String text = e instanceof FetchException known ? known.text() : "they can not be read";
                    if (failures++ == 0) {
                        log.accept(text);
                    }
                    if (e instanceof FetchException known && known.isFinal() && !known.mayPass()) {
                        return;
                    }
                    pause = Math.min(SLOWEST_SECONDS, failures);
                }
                TimeUnit.SECONDS.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SegmentList readOn() throws IOException, InterruptedException {
        SegmentList list = list();
        long next = next(nextSegment, list);
        failed = next == nextSegment ? failed : 0;
        nextSegment = next;
        while (nextSegment < list.next()) {
            String text;
            try {
                text = get(list.at(nextSegment));
                if (!WebVttFile.isOne(text)) {
                    throw FetchException.lasting("what comes is no WebVTT");
                }
            } catch (IOException e) {
                boolean isGone = e instanceof FetchException known && !known.mayPass();
                if (isGone || ++failed == TRIES) { // what is broken is not asked for for ever
                    goOn();
                }
                throw e;
            }
            goOn();
            keep(WebVttFile.read(text), list.ended());
        }
        return list;
    }

    private void goOn() {
        nextSegment++;
        failed = 0;
    }

    /**
     * The number of the segment to read on with, which may not be listed yet. A list that is a few segments behind comes from
     * a server that is; only one that is farther behind is by who was restarted, and counts anew.
     *
     * @param next as it was with the list before; negative: there was none
     */
    static long next(long next, SegmentList list) {
        boolean isNew = next < 0 || next - list.next() > SEGMENTS_BEFORE;
        long begin = list.ended() ? list.first() : list.next() - SEGMENTS_BEFORE;
        return Math.max(isNew ? begin : next, list.first());
    }

    private SegmentList list() throws IOException, InterruptedException {
        return inTime(() -> {
            try (HttpBody body = open(playlist)) {
                return SegmentList.read(text(body), body.url());
            }
        });
    }

    private String get(URI url) throws IOException, InterruptedException {
        return inTime(() -> {
            try (HttpBody body = open(url)) {
                return text(body);
            }
        });
    }

    /** By a thread of its own, since whoever reads from a server is held up by it wherever the server likes. */
    private <T> T inTime(Callable<T> fetch) throws IOException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(fetch);
        Thread.ofVirtual().name("subtitles-fetch").start(task);
        try {
            return task.get(whole.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw FetchException.passing("a file of them takes too long to come");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        } finally {
            task.cancel(true); // which closes the connection of one that still waits
        }
    }

    private HttpBody open(URI url) throws IOException {
        return fetcher.get(
                url.toString(), 0, -1, System.nanoTime() + limits.stall().toNanos());
    }

    private static String text(HttpBody body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw FetchException.lasting("they have more than " + (MAX_BYTES >> 20) + " MB in one piece");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Waits while there are enough, or, where more comes whether they are waited for or not, leaves out the oldest: the clock
     * they are timed by may be another than the picture's, and none of them ever due.
     */
    private void keep(List<TimedText> texts, boolean ended) throws InterruptedException {
        lock.lock();
        try {
            for (TimedText text : texts) {
                // One that goes on into the next segment stands in both, with the same times.
                if (!known.contains(text)) {
                    known.add(text);
                    kept.add(text);
                }
                if (known.size() > MOST_KNOWN) {
                    known.remove();
                }
            }
            fresh = true;
            while (!ended && kept.size() > ENOUGH) {
                kept.remove();
            }
            while (kept.size() > ENOUGH) {
                room.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * What is to be passed on, and was not before.
     *
     * @param picture when what was read last of the picture is shown, in 1/90,000 s
     * @return with times near that one, on the same clock
     */
    public List<TimedText> due(long picture) {
        lock.lock();
        try {
            if (kept.isEmpty() || (!fresh && picture >= lookedAt && picture < lookedAt + LOOK_EVERY)) {
                return List.of();
            }
            fresh = false;
            lookedAt = picture;
            List<TimedText> due = new ArrayList<>();
            for (Iterator<TimedText> all = kept.iterator(); all.hasNext(); ) {
                TimedText text = all.next();
                long at = nearest(text.from(), picture);
                if (at <= picture + AHEAD) {
                    all.remove();
                    if (at + text.duration() >= picture - BEHIND) {
                        due.add(text.at(at));
                    }
                }
            }
            if (kept.size() <= ENOUGH) {
                room.signalAll();
            }
            return due;
        } finally {
            lock.unlock();
        }
    }

    /** The clock counts round and round. */
    static long nearest(long ticks, long to) {
        long ahead = Math.floorMod(ticks - to, WRAP);
        return to + (ahead < WRAP / 2 ? ahead : ahead - WRAP);
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
