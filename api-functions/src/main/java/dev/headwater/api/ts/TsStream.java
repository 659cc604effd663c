package dev.headwater.api.ts;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/**
 * What one viewer is sent: whole packets, at most {@link TsSegment#CHUNK} bytes for each demand. One subscriber. What
 * several threads ask for at once is done by the first of them; none ever waits.
 *
 * <p>It is no {@link Publisher} itself: Micronaut would take one for a body of many parts and ask for 32 of them ahead.
 */
public final class TsStream implements AutoCloseable {
    private final Supplier<Ring> source;
    private final Runnable onEnd;

    private final Turn turn = new Turn();
    private final Demand demand;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Ring last;
    private volatile boolean gone;
    private volatile @Nullable Stop stop;

    // Only touched by the thread that serves.
    private final Cursor live = Cursor.live();
    private @Nullable Cursor tail;
    private boolean sentAny;
    private boolean said;

    /** @param cut why the connection is to be cut; null: the response just ends */
    private record Stop(@Nullable String cut) {}

    /** @param onEnd called once, whatever the stream ended by; must not block */
    TsStream(Supplier<Ring> source, InstantSource clock, Runnable onEnd) {
        this.source = source;
        this.onEnd = onEnd;
        this.demand = new Demand(clock, this::serve, this::close);
    }

    /** The bytes, once. */
    Publisher<ByteBuffer> chunks() {
        return demand.publisher();
    }

    /** Sends what there is and is wanted. Never blocks. */
    void serve() {
        if (turn.isMine()) {
            turn.work(this::serveOnce);
        }
    }

    private void serveOnce() {
        Subscriber<? super ByteBuffer> to = demand.subscriber();
        while (to != null && !said && !gone) {
            Stop now = stop;
            if (now != null) {
                leave(to, now);
            } else if (!demand.isAny()) {
                return;
            } else {
                ByteBuffer chunk = next();
                if (chunk == null && !isOver()) {
                    return;
                }
                send(to, chunk);
            }
        }
    }

    private void send(Subscriber<? super ByteBuffer> to, @Nullable ByteBuffer chunk) {
        if (chunk == null) {
            leave(to, new Stop(live.isLost() && tail == null ? "too slow for the second time" : null));
        } else {
            sentAny = true;
            demand.send(to, chunk);
        }
    }

    private void leave(Subscriber<? super ByteBuffer> to, Stop how) {
        said = true;
        end();
        if (how.cut() == null) {
            to.onComplete();
        } else {
            to.onError(new StreamCutException(how.cut()));
        }
    }

    /** Whether there is nothing now and never will be. */
    private boolean isOver() {
        Cursor slate = tail;
        Ring end = last;
        return (slate != null && end != null) ? slate.isAtEnd(end) : live.isLost();
    }

    private @Nullable ByteBuffer next() {
        Ring end = last;
        Ring ring = source.get();
        if (end != null && tail == null && (live.isBetweenSegments() || live.isBehind(ring))) {
            tail = Cursor.atFirst(end, sentAny);
        }
        return (tail != null && end != null) ? tail.next(end) : live.next(ring);
    }

    /** Ends the stream after the segment it is in, with what is given last. Only the first call counts. */
    void finish(Ring slate) {
        synchronized (this) {
            if (last != null) {
                return;
            }
            last = slate;
        }
        serve();
    }

    boolean isEnded() {
        return ended.get();
    }

    boolean isFinishing() {
        return last != null;
    }

    /** Cuts the connection now; what has not left yet is dropped with it. */
    void cut(String reason) {
        stop(new Stop(reason));
    }

    /** Ends the response now, between two packets. */
    void stop() {
        stop(new Stop(null));
    }

    private void stop(Stop how) {
        stop = how;
        end();
        serve();
    }

    /** Whether nothing that was handed on has left for too long, or nobody ever asked. */
    boolean hasStalled() {
        return demand.hasStalled();
    }

    /** Ends the stream without a word: the client has gone, or nobody will send it. May be called twice. */
    @Override
    public void close() {
        gone = true;
        end();
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            onEnd.run();
        }
    }
}
