package dev.headwater.api.ts;

import dev.headwater.core.playback.Seat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one viewer is sent of a channel's past: so many bytes, a chunk for each demand, read by a thread of its own while
 * there is any. One subscriber.
 *
 * <p>Apps find out whether an address plays by asking for it and hanging up. So the seat is taken only when the first
 * quarter of a megabyte was taken, or after two seconds, of a part that is in the middle at once, and at once by who has looked
 * enough; from then on it is looked at every second, as that of a live stream.
 */
public final class PastStream implements AutoCloseable {
    /** Half of what may wait for a socket. */
    static final int CHUNK = 32 << 10;
    /** So much is sent to who may only want to look. */
    static final long LOOKED_AT = 256 << 10;

    static final Duration LOOKED_FOR = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(PastStream.class);

    private final PastBytes bytes;
    private final Seat seat;
    private final InstantSource clock;
    private final Beats beats;
    private final Consumer<PastStream> forget;
    private final Instant begun;
    private final IntPredicate mayLook;

    private final Turn turn = new Turn();
    private final Demand demand;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Beats.@Nullable Beat looks;
    private volatile boolean seated;
    private volatile boolean gone;
    private volatile @Nullable String cut;

    // Only touched by the thread that serves.
    private long sent;
    private boolean said;

    /**
     * @param mayLook whether its viewer, who may want no more than to know that it plays, is given so many bytes more
     * @param forget told once when the stream has ended; must not block
     */
    PastStream(
            PastBytes bytes,
            Seat seat,
            IntPredicate mayLook,
            InstantSource clock,
            Beats beats,
            Consumer<PastStream> forget) {
        this.bytes = bytes;
        this.seat = seat;
        this.mayLook = mayLook;
        this.clock = clock;
        this.beats = beats;
        this.forget = forget;
        this.begun = clock.instant();
        this.demand = new Demand(clock, this::serve, this::close);
    }

    void begin() {
        looks = beats.every(Seat.LOOK_EVERY, this::look);
        if (ended.get()) {
            stopLooking();
        }
    }

    /** The bytes, once. */
    Publisher<ByteBuffer> chunks() {
        return demand.publisher();
    }

    /** Has sent what is wanted; returns at once. */
    private void serve() {
        if (turn.isMine() && !beats.run(this::serveWanted)) {
            serveWanted(); // the host has stopped: only the end is left to be said
        }
    }

    private void serveWanted() {
        turn.work(() -> {
            try {
                serveOnce();
            } catch (RuntimeException e) {
                LOG.warn("a piece of the past breaks off: {}", e.getMessage());
                cut = "it can not be read";
                leave();
            }
        });
    }

    private void serveOnce() {
        Subscriber<? super ByteBuffer> to = demand.subscriber();
        while (to != null && !said && !gone) {
            boolean isWanted = demand.isAny();
            // Who wants more has taken what was sent.
            if (isWanted && cut == null && !seated && (sent >= LOOKED_AT || !mayLook.test(bytes.upTo(CHUNK)))) {
                takeSeat();
            }
            if (cut != null) {
                leave();
            } else if (isWanted) {
                send(to);
            } else {
                return;
            }
        }
    }

    private void send(Subscriber<? super ByteBuffer> to) {
        ByteBuffer chunk = bytes.next(CHUNK);
        if (chunk == null) {
            leave();
        } else {
            sent += chunk.remaining();
            demand.send(to, chunk);
            if (bytes.isOver()) {
                leave();
            }
        }
    }

    private void leave() {
        Subscriber<? super ByteBuffer> to = demand.subscriber();
        String why = cut;
        if (said || to == null) {
            return;
        }
        said = true;
        end();
        if (why == null) {
            to.onComplete();
        } else {
            to.onError(new StreamCutException(why));
        }
    }

    private void look() {
        if (demand.hasStalled()) {
            cut("nothing was taken for " + Demand.PATIENCE.toSeconds() + " s");
        } else if (!ended.get() && (seated || !begun.plus(LOOKED_FOR).isAfter(clock.instant()))) {
            takeSeat();
        }
    }

    /** Takes it, or renews it. A store that is at fault for a moment ends no stream. */
    private void takeSeat() {
        seated = true;
        try {
            if (!(seat.look() instanceof Seat.Standing.Plays)) {
                cut("the connection was taken back");
            }
        } catch (RuntimeException e) {
            LOG.warn("whether a piece of the past may go on is not known; it goes on", e);
        }
    }

    /** Cuts the connection: a response that is shorter than it said is known to be broken. */
    void cut(String reason) {
        cut = reason;
        end();
        serve();
    }

    /** Ends the stream without a word: the client has gone, or nobody will send it. May be called twice. */
    @Override
    public void close() {
        gone = true;
        end();
        serve();
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            stopLooking();
            seat.close();
            forget.accept(this);
        }
    }

    private void stopLooking() {
        Beats.Beat known = looks;
        if (known != null) {
            known.stop();
        }
    }
}
